package dev.elementwise.deployment;

import dev.elementwise.queue.Queues;
import dev.elementwise.queue.SpanQueue;
import dev.elementwise.queue.SqsSpanQueue;
import dev.elementwise.settings.Settings;
import dev.elementwise.store.BlockStore;
import dev.elementwise.store.ClaimStore;
import dev.elementwise.store.CostStore;
import dev.elementwise.store.DynamoDbBlockStore;
import dev.elementwise.store.DynamoDbClaimStore;
import dev.elementwise.store.DynamoDbCostStore;
import dev.elementwise.store.DynamoDbInstalmentStore;
import dev.elementwise.store.DynamoDbJobStore;
import dev.elementwise.store.DynamoDbMarkStore;
import dev.elementwise.store.DynamoDbProgressStore;
import dev.elementwise.store.DynamoDbWatchStore;
import dev.elementwise.store.InstalmentStore;
import dev.elementwise.store.JobStore;
import dev.elementwise.store.MarkStore;
import dev.elementwise.store.ProgressStore;
import dev.elementwise.store.Table;
import dev.elementwise.store.WatchStore;
import dev.elementwise.task.Catalogue;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Clients of this deployment's table and queues, and what stands on them; one for each execution environment. Safe for
 * use by several threads.
 */
public final class Deployment {

    /** For a connection, and for each read from it. */
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    /**
     * For a call with all its attempts, of which the SDK makes nine to DynamoDB: a throttled one is refused at once, but
     * one that hangs shall not outlast a gateway's 29 s, for a table that is down is answered with 503.
     *
     * @see <a href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/timeouts.html">Timeouts of the SDK
     *     </a>
     */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

    /**
     * How long a connection that nobody uses is kept: as long as the SDK's other clients keep theirs, and not the JDK's
     * 5 s, after which every call to AWS would begin with another TLS handshake.
     *
     * @see <a href="https://docs.oracle.com/en/java/javase/25/docs/api/java.base/java/net/doc-files/net-properties.html">
     *     Networking properties: {@code http.keepAlive.time.server}</a>
     * @see software.amazon.awssdk.http.SdkHttpConfigurationOption#CONNECTION_MAX_IDLE_TIMEOUT
     */
    private static final Duration IDLE = Duration.ofSeconds(60);

    private final Settings settings;
    private final Clock clock = Clock.systemUTC();
    private final SdkHttpClient http = new BufferedBodies(UrlConnectionHttpClient.builder()
        .connectionTimeout(TIMEOUT).socketTimeout(TIMEOUT).build());
    private final Table table;
    private @Nullable SqsClient sqs;

    public Deployment(Settings settings) {
        this.settings = settings;
        // Here, for the functions behind the API have no JVM options; it is read with a process's first connection.
        System.getProperties().putIfAbsent("http.keepAlive.time.server", Long.toString(IDLE.toSeconds()));
        this.table = new Table(DynamoDbClient.builder().httpClient(http)
            .overrideConfiguration(calls -> calls.apiCallTimeout(CALL_TIMEOUT)).build(), settings.table());
    }

    /** The deployment that this process's environment variables describe. */
    public static Deployment ofEnvironment() {
        return new Deployment(Settings.from(System.getenv()));
    }

    public Settings settings() {
        return settings;
    }

    public Clock clock() {
        return clock;
    }

    public Catalogue catalogue() {
        return Catalogue.load(settings.withFaultTask());
    }

    public JobStore jobs() {
        return new DynamoDbJobStore(table, clock);
    }

    public BlockStore blocks() {
        return new DynamoDbBlockStore(table);
    }

    public ClaimStore claims() {
        return new DynamoDbClaimStore(table, clock);
    }

    public InstalmentStore instalments() {
        return new DynamoDbInstalmentStore(table, clock);
    }

    public ProgressStore progress() {
        return new DynamoDbProgressStore(table, clock);
    }

    public CostStore costs() {
        return new DynamoDbCostStore(table, clock);
    }

    public MarkStore marks() {
        return new DynamoDbMarkStore(table);
    }

    public WatchStore watches() {
        return new DynamoDbWatchStore(table);
    }

    public SpanQueue jobsQueue() {
        return queue(settings.jobsQueueUrl());
    }

    /** The same, for who hardly ever uses it: its client, a tenth of a start, is made with the first use. */
    public SpanQueue rarelyUsedJobsQueue() {
        return new SqsSpanQueue(this::sqs, settings.jobsQueueUrl());
    }

    public Queues queues() {
        return new Queues(new Queues.Named(name(settings.jobsQueueUrl()), jobsQueue()),
            new Queues.Named(name(settings.forksQueueUrl()), queue(settings.forksQueueUrl())));
    }

    private SpanQueue queue(String url) {
        SqsClient client = sqs();
        return new SqsSpanQueue(() -> client, url);
    }

    private synchronized SqsClient sqs() {
        if (sqs == null) {
            sqs = SqsClient.builder().httpClient(http)
                .overrideConfiguration(calls -> calls.apiCallTimeout(CALL_TIMEOUT)).build();
        }
        return sqs;
    }

    /** A queue's name is the end of its URL. */
    private static String name(String queueUrl) {
        return queueUrl.substring(queueUrl.lastIndexOf('/') + 1);
    }
}
