package dev.elementwise.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.acceptance.http.Api;
import dev.elementwise.acceptance.http.Tree;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Queues, table and containers of a deployment: what a caller of the API can't see. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class BehindTheApiTest {

    private static final String COMPUTE = "ComputeFunction";
    private static final String DEAD_LETTER = "DeadLetterFunction";

    private final Deployment deployment = Deployment.shared();
    private final Api api = new Api(new LocalStackTarget());
    private final SqsClient sqs = deployment.sqs();
    private final String jobs = queue("JobsQueue");
    private final String deployedPolicy = attribute(jobs, QueueAttributeName.REDRIVE_POLICY);

    @AfterEach
    void restoreQueue() {
        set(jobs, Map.of(QueueAttributeName.REDRIVE_POLICY, deployedPolicy));
        sqs.close();
    }

    @Test
    void itemsOfAJobExpireWithIt() {
        Tree job = api.ended(api.submit("{\"task\":\"identity\",\"elements\":[1,2]}"));
        try (DynamoDbClient dynamoDb = deployment.dynamoDb()) {
            String table = only(dynamoDb.listTables().tableNames());

            assertThat(dynamoDb.describeTimeToLive(request -> request.tableName(table)).timeToLiveDescription())
                .satisfies(live -> assertThat(live.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED))
                .satisfies(live -> assertThat(live.attributeName()).isEqualTo("expires"));
            List<Map<String, AttributeValue>> items = dynamoDb.scanPaginator(request -> request.tableName(table))
                .items().stream().toList();
            assertThat(items).allSatisfy(item -> assertThat(item).containsKey("expires"));
            assertThat(items).filteredOn(item -> item.get("id").s().contains(job.get("id").text())).isNotEmpty()
                .extracting(item -> Instant.ofEpochSecond(Long.parseLong(item.get("expires").n())))
                .containsOnly(Instant.parse(job.get("expiresAt").text()));
        }
    }

    /** Its message comes again when the time is over for which the killed worker held it. */
    @Test
    void jobOfAKilledContainerIsCompletedWithEveryElementOnce() {
        String slow = "{\"kind\":\"sleep\",\"millis\":4000}";
        Tree job = api.submit("{\"task\":\"fault\",\"elements\":[" + (slow + ",").repeat(3) + "{\"kind\":\"throw\"}]}");
        awaitRunning(job);
        List<String> computing = deployment.containers().of(COMPUTE);
        assertThat(computing).isNotEmpty();
        computing.forEach(deployment.containers()::kill);
        deployment.giveUpCallsOf(COMPUTE);

        Tree ended = api.ended(job);

        assertThat(ended.get("status").text()).isEqualTo("completed");
        assertThat(ended.get("succeeded").number()).isEqualTo(3);
        assertThat(ended.get("failed").number()).isEqualTo(1);
        List<Tree> outcomes = api.outcomes(ended);
        assertThat(outcomes).extracting(outcome -> outcome.get("index").number())
            .isEqualTo(LongStream.range(0, 4).boxed().toList());
        assertThat(outcomes.subList(0, 3)).allSatisfy(
            outcome -> assertThat(outcome.get("value").text()).isEqualTo("survived"));
        assertThat(outcomes.get(3).get("error").get("type").text()).isEqualTo("IllegalStateException");
    }

    /** Its elements are suspects then, of which each has a process of its own. */
    @Test
    void deadLetterCostsTheElementThatKilledAlone() {
        assertThat(deployedPolicy).containsPattern("\"maxReceiveCount\": ?\"?20\\b");
        set(jobs, Map.of(QueueAttributeName.REDRIVE_POLICY, deployedPolicy.replaceFirst("\\b20\\b", "1")));

        Tree ended = api.ended(api.submit("{\"task\":\"fault\",\"elements\":"
            + "[{\"kind\":\"sleep\"},{\"kind\":\"exit\"},{\"kind\":\"sleep\"}]}"));

        assertThat(ended.get("status").text()).isEqualTo("completed");
        List<Tree> outcomes = api.outcomes(ended);
        assertThat(outcomes).extracting(outcome -> outcome.get("index").number()).containsExactly(0L, 1L, 2L);
        assertThat(outcomes.get(0).get("value").text()).isEqualTo("survived");
        assertThat(outcomes.get(1).get("error").get("type").text()).isEqualTo("WorkerCrashed");
        assertThat(outcomes.get(2).get("value").text()).isEqualTo("survived");
        assertThat(deployment.containers().logs(DEAD_LETTER))
            .contains("Job " + ended.get("id").text() + ": 3 elements were received too often");
    }

    private void awaitRunning(Tree job) {
        Tree seen = job;
        while (seen.get("status").text().equals("queued")) {
            seen = api.get(Api.path(job)).expect(200).json();
        }
        assertThat(seen.get("status").text()).isEqualTo("running");
    }

    private void set(String queue, Map<QueueAttributeName, String> attributes) {
        sqs.setQueueAttributes(request -> request.queueUrl(queue).attributes(attributes));
    }

    private String queue(String id) {
        return only(sqs.listQueues().queueUrls().stream().filter(url -> url.contains("-" + id + "-")).toList());
    }

    private String attribute(String queue, QueueAttributeName name) {
        return sqs.getQueueAttributes(request -> request.queueUrl(queue).attributeNames(name)).attributes().get(name);
    }

    private static <T> T only(List<T> list) {
        assertThat(list).hasSize(1);
        return list.get(0);
    }
}
