package dev.elementwise.emulator.template;

/**
 * Where a template is resolved for.
 *
 * @param queueUrls where the queues answer
 */
public record Deployment(String stackName, String region, String accountId, QueueUrls queueUrls) {

    /** The addresses of queues, known before the template is read. */
    @FunctionalInterface
    public interface QueueUrls {

        /** What a {@code Ref} of the queue of this name gives. */
        String urlOf(String queueName);
    }

    /** In the region and account that the embedded parts know. */
    public static Deployment local(String stackName, QueueUrls queueUrls) {
        return new Deployment(stackName, "us-east-1", "000000000000", queueUrls);
    }

    String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + accountId + ":" + resource;
    }
}
