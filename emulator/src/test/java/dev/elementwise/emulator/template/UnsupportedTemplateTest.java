package dev.elementwise.emulator.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each refusal names the feature, where it is, and its line. */
class UnsupportedTemplateTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "Type: AWS::S3::Bucket | the resource type AWS::S3::Bucket | 2",
            "Type: AWS::SQS::Queue, Properties: {Colour: red} | the property Colour | 4",
            "Type: AWS::SQS::Queue, Properties: {FifoQueue: true} | FifoQueue true: FIFO queues | 4",
            "Type: AWS::SQS::Queue, Properties: {DelaySeconds: 901} | DelaySeconds 901 (0 to 900) | 4",
            "Type: AWS::SQS::Queue, Properties: {DelaySeconds: soon} | DelaySeconds soon (0 to 900) | 4",
            "Type: AWS::SQS::Queue, Properties: {QueueName: !Ref Gone} | no value for the reference Gone | 4",
            "Type: AWS::SQS::Queue, Properties: {QueueName: !Cidr Gone} | the function Fn::Cidr | 4",
            "Type: AWS::SQS::Queue, Properties: {QueueName: {'Fn::ImportValue': x}} | the function Fn::ImportValue | 4",
            "Type: AWS::SQS::Queue, Properties: {QueueName: !If [Gone, a, b]} | no condition Gone | 4",
            "Type: AWS::SQS::Queue, Properties: {QueueName: !Select [3, [a]]} | the index 3 of a list of 1 | 4",
            "Type: AWS::SQS::Queue, Properties: {QueueName: !FindInMap [A, b, c]} | nothing in the mapping at A, b, c | 4",
            "Type: AWS::SQS::Queue, Properties: {QueueName: !Join [a, b, c]} | the arguments of Fn::Join | 4",
            "Type: AWS::SQS::Queue, Properties: {QueueName: !Equals [a, b]} | the function Fn::Equals outside of Conditions | 4",
            "Type: AWS::SQS::Queue, CreationPolicy: {} | the property CreationPolicy | 4",
            "Type: AWS::DynamoDB::Table, Properties: {StreamSpecification: {}, AttributeDefinitions: [{AttributeName: id, AttributeType: S}], KeySchema: [{AttributeName: id, KeyType: HASH}]} | the property StreamSpecification | 4",
            "Type: AWS::Serverless::Function, Properties: {Handler: a.B, Runtime: python3.13} | Runtime python3.13 (there is: java11, java17, java21, java25) | 4",
            "Type: AWS::Serverless::Function, Properties: {Handler: a.B, Runtime: java25, Layers: []} | the property Layers | 4",
            "Type: AWS::Serverless::Function, Properties: {Runtime: java25} | no property Handler | 4",
            "Type: AWS::Serverless::Function, Properties: {Handler: '', Runtime: java25} | Handler that is empty (there is: package.Class::method) | 4",
            "Type: AWS::Serverless::Function, Properties: {Handler: a b, Runtime: java25} | Handler a b (there is: package.Class::method) | 4",
            "Type: AWS::Serverless::Function, Properties: {Handler: a.B, Runtime: java25, CodeUri: ''} | CodeUri that is empty (there is: a jar or a folder) | 4",
            "Type: AWS::Serverless::Function, Properties: {Handler: a.B, Runtime: java25, AutoPublishAlias: '5'} | AutoPublishAlias 5 (there is: letters, digits, - and _, but not digits alone) | 4",
            "Type: AWS::Serverless::Function, Properties: {Handler: a.B, Runtime: java25, Events: {Tick: {Type: SNS}}} | Events.Tick.Type SNS (there is: Api, SQS, Schedule) | 4",
            "Type: AWS::Serverless::Function, Properties: {Handler: a.B, Runtime: java25, Events: {Tick: {Type: Schedule, Properties: {Schedule: 'cron(0 * * * ? *)'}}}} | Events.Tick.Properties.Schedule cron(0 * * * ? *) (there is: rate(1 minute), rate(2 minutes) or more, hours and days likewise) | 4",
            "Type: AWS::Serverless::Function, Properties: {Handler: a.B, Runtime: java25, Events: {Tick: {Type: Schedule, Properties: {Schedule: rate(1 day), Input: '{tick'}}}} | Events.Tick.Properties.Input {tick (there is: one JSON value of up to 8192 characters) | 4",
            "Type: AWS::Serverless::Function, Properties: {Handler: a.B, Runtime: java25, Events: {Tick: {Type: Schedule, Properties: {Schedule: rate(1 day), State: PAUSED}}}} | Events.Tick.Properties.State PAUSED (there is: DISABLED, ENABLED) | 4",
            "Type: AWS::Serverless::Api, Properties: {StageName: a, GatewayResponses: {NO_SUCH: {}}} | the property GatewayResponses.NO_SUCH | 4",
            "Type: AWS::Serverless::Api, Properties: {StageName: a, Cors: true} | the property Cors | 4"})
    void featureIsRefusedByNameAndLine(String resource, String feature, int line) {
        String template = "Resources:\n  Thing:\n    " + resource.replaceFirst(", ", "\n    ") + "\n";

        assertThat(refusal(template).problems())
                .containsExactly(new UnsupportedTemplate.Problem(feature, "Thing", line));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "PerExecutionEnvironmentMaxConcurrency: 0 | Emulator.PerExecutionEnvironmentMaxConcurrency 0 (1 to 1600)",
            "Speed: 2 | the property Emulator.Speed"})
    void whatMetadataAskOfTheEmulatorIsCheckedAndTheRestIsNot(String metadata, String feature) {
        String template = "Resources:\n  Thing:\n    Type: AWS::Serverless::Function\n    Metadata: {Emulator: {"
                + metadata + "}, Other: {a: b}}\n    Properties: {Handler: a.B, Runtime: java25}\n";

        assertThat(refusal(template).problems())
                .containsExactly(new UnsupportedTemplate.Problem(feature, "Thing", 4));
    }

    @Test
    void everythingIsSaidAtOnceInTheOrderOfLines() {
        UnsupportedTemplate refusal = refusal("""
                Transform: AWS::LanguageExtensions
                Hooks: {}
                Globals:
                  HttpApi: {}
                Resources:
                  Queue:
                    Type: AWS::SQS::Queue
                    Properties:
                      Colour: red
                  Bucket:
                    Type: AWS::S3::Bucket
                Outputs:
                  Out:
                    Value: !Ref Gone
                """);

        assertThat(refusal).hasMessage("""
                template.yaml:1: Transform: a transform other than AWS::Serverless-2016-10-31
                template.yaml:2: Hooks: the section Hooks
                template.yaml:4: Globals: the globals of HttpApi
                template.yaml:9: Queue: the property Colour
                template.yaml:10: Bucket: the resource type AWS::S3::Bucket
                template.yaml:14: Out: no value for the reference Gone""");
    }

    @Test
    void parameterThatAsksForItIsNamed() {
        String template = """
                Parameters:
                  Needed: {Type: String}
                  Fifo: {Type: String, Default: "off"}
                  Colour: {Type: String, Default: ""}
                Conditions:
                  WithFifo: !Equals [!Ref Fifo, "on"]
                Resources:
                  Queue:
                    Type: AWS::SQS::Queue
                    Properties:
                      FifoQueue: !If [WithFifo, true, !Ref AWS::NoValue]
                      Shape: round
                """;

        UnsupportedTemplate refusal = catchThrowableOfType(UnsupportedTemplate.class, () -> new Written(folder)
                .read(template, Map.of("Needed", "a", "Colour", "red", "Fifo", "on")));

        assertThat(refusal).hasMessage("""
                template.yaml:11: Queue: FifoQueue true: FIFO queues; this is asked for by the parameter Fifo
                template.yaml:12: Queue: the property Shape""");
    }

    @Test
    void queueWhoseMessagesComeBackTooSoonIsRefused() {
        assertThat(refusal("""
                Resources:
                  Queue: {Type: AWS::SQS::Queue}
                  Function:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: a.B
                      Runtime: java25
                      Timeout: 31
                      Events: {Queue: {Type: SQS, Properties: {Queue: !GetAtt Queue.Arn}}}
                """).problems()).containsExactly(new UnsupportedTemplate.Problem(
                "a VisibilityTimeout below the Timeout of Function", "Queue", 2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "ScalingConfig: {MaximumConcurrency: 5}, ProvisionedPollerConfig: {MinimumPollers: 2}"
                    + " | ProvisionedPollerConfig beside ScalingConfig.MaximumConcurrency: Lambda takes one of the two",
            "ProvisionedPollerConfig: {MinimumPollers: 1} | ProvisionedPollerConfig.MinimumPollers 1 (2 to 200)",
            "ProvisionedPollerConfig: {MinimumPollers: 9, MaximumPollers: 8}"
                    + " | ProvisionedPollerConfig.MaximumPollers 8 (below MinimumPollers 9)"})
    void pollersThatLambdaWouldNotTakeAreRefused(String pollers, String feature) {
        assertThat(refusal("""
                Resources:
                  Queue: {Type: AWS::SQS::Queue}
                  Function:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: a.B
                      Runtime: java25
                      Events: {Queue: {Type: SQS, Properties: {Queue: !GetAtt Queue.Arn, %s}}}
                """.formatted(pollers)).problems()).containsExactly(new UnsupportedTemplate.Problem(
                "Events.Queue.Properties." + feature, "Function", 8));
    }

    @Test
    void integrationOtherThanALambdaProxyIsRefused() {
        assertThat(refusal("""
                Resources:
                  Api:
                    Type: AWS::Serverless::Api
                    Properties:
                      StageName: v1
                      DefinitionBody:
                        openapi: 3.0.1
                        paths:
                          /a:
                            get:
                              x-amazon-apigateway-integration: {type: mock}
                          /b:
                            get:
                              x-amazon-apigateway-integration:
                                type: aws_proxy
                                httpMethod: POST
                                uri: arn:aws:apigateway:us-east-1:sqs:path/x
                          /c:
                            get: {security: [oauth: []]}
                          "/{all+}/d": {}
                """).problems()).contains(
                problem("DefinitionBody.paths./{all+}/d that is no path of a REST API", 20),
                problem(
                        "DefinitionBody.paths./a.get.x-amazon-apigateway-integration.type mock (there is: aws_proxy)", 11),
                problem("DefinitionBody.paths./b.get.x-amazon-apigateway-integration.uri "
                        + "that invokes no function of the template, nor one by the alias in its AutoPublishAlias", 17),
                problem("DefinitionBody.paths./c.get.security by a scheme that is no API key: oauth", 19));
    }

    @Test
    void bodyTemplateBeyondItsVariablesIsRefused() {
        assertThat(refusal("""
                Resources:
                  Api:
                    Type: AWS::Serverless::Api
                    Properties:
                      StageName: v1
                      GatewayResponses:
                        THROTTLED:
                          ResponseParameters: {Headers: {X: method.request.header.X}}
                          ResponseTemplates:
                            application/json: "#if(true) $context.path $input.body"
                            text/xml: a
                """).problems()).extracting(UnsupportedTemplate.Problem::line).containsExactly(8, 10, 10, 11);
    }

    @Test
    void textThatIsNoYamlIsRefusedWithItsLine() {
        assertThat(refusal("Resources:\n  A: [\n  B: }\n").problems()).singleElement()
                .satisfies(problem -> assertThat(problem.line()).isEqualTo(3));
    }

    @Test
    void keyThatIsThereTwiceIsRefused() {
        assertThat(refusal("Resources:\n  A: {Type: AWS::SQS::Queue}\n  A: {Type: AWS::SQS::Queue}\n").problems())
                .containsExactly(new UnsupportedTemplate.Problem("the key A a second time", "Resources", 3));
    }

    @Test
    void aliasOfItselfIsRefused() {
        assertThat(refusal("Metadata: &a\n  b: *a\nResources: {}\n").problems()).singleElement()
                .satisfies(problem -> assertThat(problem.feature()).contains("alias"));
    }

    @Test
    void conditionThatNeedsItselfIsRefused() {
        assertThat(refusal("Conditions:\n  A: !Not [!Condition A]\nResources: {}\n").problems())
                .extracting(UnsupportedTemplate.Problem::feature)
                .containsExactly("a condition that needs itself: A");
    }

    @Test
    void templateThatIsNotThereIsAnErrorOfTheFile() {
        TemplateReader reader = new TemplateReader(Deployment.local("stack", name -> name));

        assertThatThrownBy(() -> reader.read(folder.resolve("none.yaml"), Map.of()))
                .isInstanceOf(NoSuchFileException.class);
    }

    private static UnsupportedTemplate.Problem problem(String feature, int line) {
        return new UnsupportedTemplate.Problem(feature, "Api", line);
    }

    private UnsupportedTemplate refusal(String template) {
        return catchThrowableOfType(UnsupportedTemplate.class, () -> new Written(folder).read(template));
    }
}
