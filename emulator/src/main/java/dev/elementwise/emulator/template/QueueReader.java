package dev.elementwise.emulator.template;

import dev.elementwise.emulator.stack.QueueResource;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads queues.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html">
 *     AWS::SQS::Queue</a>
 */
final class QueueReader implements ResourceReader {

    static final String TYPE = "AWS::SQS::Queue";

    private static final Limits VISIBILITY = new Limits(0, 43_200, 30);
    private static final Limits RETENTION = new Limits(60, 1_209_600, 345_600);
    private static final Limits DELAY = new Limits(0, 900, 0);
    private static final Limits WAIT = new Limits(0, 20, 0);
    private static final Limits SIZE = new Limits(1024, 1_048_576, 1_048_576);
    private static final Limits RECEIVES = new Limits(1, 1000, 10);

    private final References references;
    private final Draft draft;

    QueueReader(References references, Draft draft) {
        this.references = references;
        this.draft = draft;
    }

    @Override
    public void read(Resource resource, Properties properties) {
        properties.accept(Inert.QUEUE).text("QueueName");
        if (properties.flag("FifoQueue", false)) {
            properties.refuse("true: FIFO queues", "FifoQueue");
        }
        Duration visibility = properties.seconds("VisibilityTimeout", VISIBILITY);
        Duration retention = properties.seconds("MessageRetentionPeriod", RETENTION);
        Duration delay = properties.seconds("DelaySeconds", DELAY);
        Duration wait = properties.seconds("ReceiveMessageWaitTimeSeconds", WAIT);
        draft.queues.add(new QueueResource(resource.id(), references.name(resource), visibility, retention, delay,
                wait, properties.integer("MaximumMessageSize", SIZE),
                properties.section("RedrivePolicy").flatMap(this::redrive)));
    }

    private Optional<QueueResource.Redrive> redrive(Properties policy) {
        String arn = policy.required("deadLetterTargetArn");
        int receives = policy.integer("maxReceiveCount", RECEIVES);
        policy.finish();
        Optional<String> queue = references.find(TYPE, arn);
        if (queue.isEmpty() && policy.text("deadLetterTargetArn").isPresent()) {
            policy.refuse("that is no queue of the template: " + arn, "deadLetterTargetArn");
        }
        return queue.map(id -> new QueueResource.Redrive(id, receives));
    }
}
