package dev.elementwise.emulator.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elementwise.emulator.stack.Api;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApisTest {

    private static final String FUNCTION = """
              Function:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: a.B
                  Runtime: java25
                  Events:
            """;

    @TempDir
    private Path folder;

    @Test
    void eventsWithoutAnApiMakeOne() throws IOException {
        List<Api> apis = new Written(folder).read("""
                Globals:
                  Api: {BinaryMediaTypes: [image~1png], Variables: {a: b}}
                Resources:
                """ + FUNCTION + """
                        Get: {Type: Api, Properties: {Path: "/a/{id}", Method: get}}
                        Any: {Type: Api, Properties: {Path: /b, Method: any, TimeoutInMillis: 100}}
                """).apis();

        assertThat(apis).singleElement().satisfies(api -> {
            assertThat(api.stage()).isEqualTo(new Api.Stage("Prod", Map.of("a", "b")));
            assertThat(api.binaryMediaTypes()).containsExactly("image/png");
            assertThat(api.routes()).containsExactly(
                    new Api.Route("GET", "/a/{id}", "Function", false, Duration.ofSeconds(29)),
                    new Api.Route("ANY", "/b", "Function", false, Duration.ofMillis(100)));
        });
    }

    @Test
    void eventsAskForTheKeyThatTheirApiAsksFor() throws IOException {
        Api api = new Written(folder).read("""
                Resources:
                  Api:
                    Type: AWS::Serverless::Api
                    Properties: {StageName: v1, Auth: {ApiKeyRequired: true}}
                  Key: {Type: AWS::ApiGateway::ApiKey, Properties: {Enabled: true}}
                  Off: {Type: AWS::ApiGateway::ApiKey}
                  Plan:
                    Type: AWS::ApiGateway::UsagePlan
                    Properties:
                      ApiStages: [{ApiId: !Ref Api, Stage: !Ref Api.Stage}]
                      Throttle: {RateLimit: 0.5, BurstLimit: 2}
                  Elsewhere:
                    Type: AWS::ApiGateway::UsagePlan
                    Properties: {ApiStages: [{ApiId: !Ref Api, Stage: other}]}
                  Third: {Type: AWS::ApiGateway::ApiKey, Properties: {Enabled: true}}
                  A:
                    Type: AWS::ApiGateway::UsagePlanKey
                    Properties: {KeyId: !Ref Key, KeyType: API_KEY, UsagePlanId: !Ref Plan}
                  B:
                    Type: AWS::ApiGateway::UsagePlanKey
                    Properties: {KeyId: !Ref Off, KeyType: API_KEY, UsagePlanId: !Ref Plan}
                  C:
                    Type: AWS::ApiGateway::UsagePlanKey
                    Properties: {KeyId: !Ref Third, KeyType: API_KEY, UsagePlanId: !Ref Elsewhere}
                """ + FUNCTION + """
                        Locked: {Type: Api, Properties: {Path: /a, Method: get, RestApiId: !Ref Api}}
                        Open:
                          Type: Api
                          Properties: {Path: /b, Method: get, RestApiId: !Ref Api, Auth: {ApiKeyRequired: false}}
                """).apis().get(0);

        assertThat(api.routes()).extracting(Api.Route::apiKeyRequired).containsExactly(true, false);
        assertThat(api.apiKeys()).singleElement().satisfies(key -> {
            assertThat(key.id()).isEqualTo("stack-Key");
            assertThat(key.throttle()).isEqualTo(Optional.of(new Api.Throttle(0.5, 2)));
        });
    }

    @Test
    void swaggerSaysTheSameAsOpenApi() throws IOException {
        Api api = new Written(folder).read("""
                Resources:
                  Api:
                    Type: AWS::Serverless::Api
                    Properties:
                      StageName: v1
                      DefinitionBody:
                        swagger: "2.0"
                        x-amazon-apigateway-binary-media-types: ["*/*"]
                        securityDefinitions: {key: {type: apiKey, name: x-api-key, in: header}}
                        security: [key: []]
                        paths:
                          /a:
                            get:
                              x-amazon-apigateway-integration: &function
                                type: AWS_PROXY
                                httpMethod: POST
                                timeoutInMillis: 5000
                                uri:
                                  Fn::Join:
                                    - ""
                                    - - !Sub arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/
                                      - {"Fn::GetAtt": [Function, Arn]}
                                      - /invocations
                            put: {security: [], x-amazon-apigateway-integration: *function}
                """ + FUNCTION.replace("      Events:\n", "")).apis().get(0);

        assertThat(api.binaryMediaTypes()).containsExactly("*/*");
        assertThat(api.routes()).containsExactly(
                new Api.Route("GET", "/a", "Function", true, Duration.ofSeconds(5)),
                new Api.Route("PUT", "/a", "Function", false, Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"${Function.Arn}:live", "${Function.Alias}"})
    void functionIsCalledByTheAliasThatItIsPublishedUnder(String called) throws IOException {
        Api api = new Written(folder).read(publishedAndCalled(called)).apis().get(0);

        assertThat(api.routes()).extracting(Api.Route::function).containsExactly("Function");
    }

    @Test
    void anAliasThatTheFunctionDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> new Written(folder).read(publishedAndCalled("${Function.Arn}:old")))
                .hasMessageContaining("that invokes no function of the template");
    }

    private static String publishedAndCalled(String called) {
        return """
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
                              x-amazon-apigateway-integration:
                                type: aws_proxy
                                httpMethod: POST
                                uri: !Sub arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/CALLED/invocations
                """.replace("CALLED", called) + FUNCTION.replace("      Events:", "      AutoPublishAlias: live");
    }
}
