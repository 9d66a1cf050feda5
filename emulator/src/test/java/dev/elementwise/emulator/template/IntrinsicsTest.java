package dev.elementwise.emulator.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.emulator.stack.QueueResource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntrinsicsTest {

    private static final String BESIDES = """
            Parameters:
              List: {Type: CommaDelimitedList, Default: "a, b,c"}
              Size: {Type: Number, Default: 3}
            Mappings:
              Sizes: {small: {bytes: 10}, large: {bytes: 20}}
            Conditions:
              Small: !Equals [!Ref Size, 3]
              Never: !And [!Condition Small, !Not [{Condition: Small}]]
              Either: {"Fn::Or": [{Condition: Never}, !Condition Small]}
            Resources:
              Queue: {Type: "AWS::SQS::Queue", Properties: {QueueName: !Sub "${AWS::StackName}-q"}}
              Table:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
              Role: {Type: "AWS::IAM::Role"}
            """;

    @TempDir
    private Path folder;
    private Written written;

    @BeforeEach
    void write() {
        written = new Written(folder);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "!Ref Size | 3",
            "{Ref: Queue} | http://queues/stack-q",
            "!GetAtt Queue.Arn | arn:aws:sqs:us-east-1:000000000000:stack-q",
            "{'Fn::GetAtt': [Queue, QueueName]} | stack-q",
            "!Ref Table | stack-Table",
            "!GetAtt Table.Arn | arn:aws:dynamodb:us-east-1:000000000000:table/stack-Table",
            "!GetAtt Role.Arn | arn:aws:iam:us-east-1:000000000000:stack-Role",
            "!Sub '${Queue.QueueName}/${!Literal}/${AWS::Region}' | stack-q/${Literal}/us-east-1",
            "!Sub ['${Own}-${Size}', {Own: !Ref AWS::Partition}] | aws-3",
            "!Join ['-', [a, !Ref Size, c]] | a-3-c",
            "!Join ['', !Ref List] | abc",
            "!Select [1, !Ref List] | b",
            "!Select [\"2\", !Split [':', 'x:y:z']] | z",
            "!FindInMap [Sizes, small, bytes] | 10",
            "!If [Small, yes, no] | true",
            "!If [Never, one, !If [Either, two, three]] | two",
            "!Base64 hello | aGVsbG8=",
            "on | true",
            "0123 | 0123"})
    void functionGivesItsValue(String expression, String expected) throws IOException {
        assertThat(written.output(expression, BESIDES)).isEqualTo(expected);
    }

    @Test
    void noValueTakesThePropertyAway() throws IOException {
        QueueResource queue = written.read("""
                Resources:
                  Queue:
                    Type: AWS::SQS::Queue
                    Properties: {VisibilityTimeout: !Ref AWS::NoValue}
                """).queues().get(0);

        assertThat(queue.visibilityTimeout()).hasSeconds(30);
    }

    @Test
    void anchorsAliasesAndMergeKeysStandForWhatTheyName() throws IOException {
        assertThat(written.read("""
                Resources:
                  One:
                    Type: AWS::SQS::Queue
                    Properties: &shared
                      VisibilityTimeout: 7
                      DelaySeconds: 5
                  Two: {Type: "AWS::SQS::Queue", Properties: *shared}
                  Three:
                    Type: AWS::SQS::Queue
                    Properties:
                      <<: *shared
                      DelaySeconds: 6
                """).queues()).extracting(queue -> queue.visibilityTimeout().toSeconds() + queue.delay().toSeconds())
                .containsExactly(12L, 12L, 13L);
    }

    @Test
    void globalsMergeAppendAndGiveWay() throws IOException {
        assertThat(written.read("""
                Globals:
                  Function:
                    Runtime: java17
                    MemorySize: 512
                    Environment: {Variables: {A: 1, B: 2}}
                Resources:
                  Function:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: a.B
                      CodeUri: code/b.jar
                      MemorySize: 256
                      Environment: {Variables: {B: 3}}
                """).functions()).singleElement().satisfies(function -> {
                    assertThat(function.memoryMegabytes()).isEqualTo(256);
                    assertThat(function.environment()).isEqualTo(Map.of("A", "1", "B", "3"));
                    assertThat(function.code()).isEqualTo(folder.resolve("code/b.jar"));
                    assertThat(function.timeout()).hasSeconds(3);
                });
    }

    @Test
    void resourceWhoseConditionDoesNotHoldIsNotThere() throws IOException {
        assertThat(written.read("""
                Conditions: {Never: !Equals [a, b]}
                Resources:
                  Queue: {Type: "AWS::SQS::Queue", Condition: Never}
                """).queues()).isEmpty();
    }
}
