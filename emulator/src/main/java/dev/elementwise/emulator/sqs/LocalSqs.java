package dev.elementwise.emulator.sqs;

import dev.elementwise.emulator.stack.QueueResource;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.http.scaladsl.Http;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/**
 * SQS by ElasticMQ. With a folder, what was acknowledged survives the process's end, a hard kill too;
 * without one, queues live in memory. Safe for use by several threads.
 */
public final class LocalSqs implements AutoCloseable {
    private static final String REGION = "us-east-1";
    private static final String ACCOUNT = "000000000000";
    private static final String LOOPBACK = "127.0.0.1";

    private final QueueActors actors;
    private final SQSRestServer server;
    private final String host;
    private final int port;
    private final Map<String, MessageQueue> queues = new LinkedHashMap<>();

    /** Starts it on loopback. */
    public LocalSqs(int port, Optional<Path> data) {
        this(LOOPBACK, port, data);
    }

    /**
     * Starts it.
     *
     * @param host where it listens
     * @param port 0 for any free one
     * @param data where messages are kept, none for memory
     * @throws IllegalStateException if the port is taken or the folder can't be read
     */
    public LocalSqs(String host, int port, Optional<Path> data) {
        this.host = host;
        actors = new QueueActors(data);
        server = SQSRestServerBuilder.withActorSystem(actors.system()).withQueueManagerActor(actors.manager())
                .withQueueEventListener(actors.events()).withInterface(host).withPort(port)
                .withSQSLimits(StrictSQSLimits$.MODULE$).withAWSRegion(REGION).withAWSAccountId(ACCOUNT).start();
        this.port = listen();
    }

    private int listen() {
        try {
            Http.ServerBinding binding = server.waitUntilStarted();
            return binding.localAddress().getPort();
        } catch (RuntimeException e) {
            actors.close();
            throw new IllegalStateException("The queues' port can't be opened: " + e.getMessage(), e);
        }
    }

    /** Creates the queues that are not there, and gives those that are there the settings they are to have. */
    public synchronized void createQueues(List<QueueResource> resources) {
        Map<String, QueueResource> byId = new LinkedHashMap<>();
        resources.forEach(queue -> byId.put(queue.id(), queue));
        resources.forEach(queue -> create(queue, byId));
    }

    /** Dead-letter queues first: ElasticMQ refuses a queue whose dead-letter queue it does not know. */
    private void create(QueueResource queue, Map<String, QueueResource> byId) {
        if (queues.containsKey(queue.id())) {
            return;
        }
        Optional<DeadLetters> deadLetters = queue.redrive().map(redrive -> {
            QueueResource target = Optional.ofNullable(byId.get(redrive.deadLetterQueue())).orElseThrow(
                    () -> new IllegalArgumentException("The queue " + queue.id() + " sends its dead letters to "
                            + redrive.deadLetterQueue() + ", which is not there"));
            create(target, byId);
            return new DeadLetters(target.name(), actors.queue(target.name()), redrive.maxReceiveCount());
        });
        ActorRef actor = actors.create(queue, deadLetters);
        queues.put(queue.id(), new MessageQueue(new QueueIdentity(queue.name(), arnOf(queue)), actor, actors));
    }

    /** @return where it answers, such as {@code http://127.0.0.1:9324} */
    public URI endpoint() {
        return endpoint(host, port);
    }

    /** @return where one started on this host and port answers */
    public static URI endpoint(String host, int port) {
        return URI.create("http://" + host + ":" + port);
    }

    /** @return the URL of the queue of this name in one that answers there */
    public static String urlOf(URI endpoint, String queueName) {
        return endpoint + "/" + ACCOUNT + "/" + queueName;
    }

    /** @return the queue's URL, whether or not it has been created */
    public String urlOf(QueueResource queue) {
        return urlOf(queue.name());
    }

    /** @return the URL of the queue of this name, whether or not it has been created */
    public String urlOf(String queueName) {
        return urlOf(endpoint(), queueName);
    }

    public String arnOf(QueueResource queue) {
        return "arn:aws:sqs:" + REGION + ":" + ACCOUNT + ":" + queue.name();
    }

    /**
     * A created queue, for use inside this process.
     *
     * @param id logical id
     */
    public synchronized MessageQueue queue(String id) {
        return Optional.ofNullable(queues.get(id)).orElseThrow(
                () -> new IllegalArgumentException("There is no queue " + id + "; there are " + queues.keySet()));
    }

    /** Closing again does nothing. */
    @Override
    public void close() {
        actors.close();
    }

    /** Where a queue's messages go that were received too often. */
    record DeadLetters(String name, ActorRef actor, int maxReceiveCount) {
    }

    /** What a queue is called. */
    record QueueIdentity(String name, String arn) {
    }
}
