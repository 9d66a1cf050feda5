package dev.elementwise.settings;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a deployment sets, as {@code template.yaml} hands it to every function.
 *
 * @param table the table's name
 * @param jobsQueueUrl the queue of first spans
 * @param forksQueueUrl the queue of all other spans
 * @param elementLimit how long one element may take
 * @param maxElements the most elements that one job may have
 * @param maxResultBytes the most bytes that the results of one job may have
 * @param maxRun how long after its creation a job that has not ended is given up
 * @param retention how long a job and its results stay, from its creation
 * @param withFaultTask whether the task {@code fault} is there
 * @param corsOrigin the origin whose pages may read the answers, or {@code *}; empty for none
 * @param computeConcurrency how many invocations of the compute function there may be at once, for each queue
 * @param machine what the compute function runs on
 */
public record Settings(String table, String jobsQueueUrl, String forksQueueUrl, Duration elementLimit,
                       long maxElements, long maxResultBytes, Duration maxRun, Duration retention,
                       boolean withFaultTask, Optional<String> corsOrigin, int computeConcurrency, Machine machine) {

    /**
     * The settings in an environment.
     *
     * @throws IllegalArgumentException if a variable is missing, or has a value that it can't have; names it
     */
    public static Settings from(Map<String, String> environment) {
        return new Settings(
            text(environment, "TABLE_NAME"),
            text(environment, "JOBS_QUEUE_URL"),
            text(environment, "FORKS_QUEUE_URL"),
            Duration.ofSeconds(number(environment, "ELEMENT_LIMIT_SECONDS")),
            number(environment, "MAX_ELEMENTS"),
            number(environment, "MAX_RESULT_BYTES"),
            Duration.ofDays(number(environment, "MAX_RUN_DAYS")),
            Duration.ofDays(number(environment, "RETENTION_DAYS")),
            isOn(environment, "FAULT_TASK"),
            Optional.of(text(environment, "CORS_ORIGIN")).filter(origin -> !origin.equals("none")),
            Math.toIntExact(number(environment, "COMPUTE_CONCURRENCY")),
            new Machine(Math.toIntExact(number(environment, "COMPUTE_MEMORY")), text(environment, "ARCHITECTURE")));
    }

    private static String text(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The environment variable " + name + " is not set");
        }
        return value;
    }

    private static long number(Map<String, String> environment, String name) {
        String value = text(environment, name);
        try {
            long number = Long.parseLong(value);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                "The environment variable " + name + " is a positive integer, not '" + value + "'", e);
        }
        throw new IllegalArgumentException(
            "The environment variable " + name + " is a positive integer, not '" + value + "'");
    }

    private static boolean isOn(Map<String, String> environment, String name) {
        String value = text(environment, name);
        if (!value.equals("on") && !value.equals("off")) {
            throw new IllegalArgumentException(
                "The environment variable " + name + " is on or off, not '" + value + "'");
        }
        return value.equals("on");
    }
}
