package dev.elementwise.status;

import dev.elementwise.job.Effort;
import dev.elementwise.json.Json;
import dev.elementwise.settings.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/** What things cost on AWS, in dollars: the file {@code prices.json} says of which day and region. Immutable. */
public final class Prices {

    private static final String RESOURCE = "/prices.json";
    private static final double MILLION = 1e6;
    private static final double NANOS = 1e9;
    private static final double MEGABYTES_PER_GIGABYTE = 1024;
    /** A message is sent, received and deleted. */
    private static final int REQUESTS_PER_MESSAGE = 3;
    /** A job's item is put, published and listed. */
    private static final int WRITE_UNITS_OF_SUBMIT = 3;

    private final Machine machine;
    private final double gigabyteSecond;
    private final double invocation;
    private final double queueRequest;
    private final double writeUnit;
    private final double apiRequest;

    private Prices(Map<?, ?> prices, Machine machine) {
        this.machine = machine;
        this.gigabyteSecond = number((Map<?, ?>) prices.get("gigabyteSecond"), machine.architecture());
        this.invocation = number(prices, "millionInvocations") / MILLION;
        this.queueRequest = number(prices, "millionQueueRequests") / MILLION;
        this.writeUnit = number(prices, "millionWriteUnits") / MILLION;
        this.apiRequest = number(prices, "millionApiRequests") / MILLION;
    }

    /**
     * The prices of a deployment whose compute function runs on this machine.
     *
     * @throws IllegalArgumentException if no price is known for its architecture
     */
    public static Prices of(Machine machine) {
        try (InputStream text = Prices.class.getResourceAsStream(RESOURCE)) {
            byte[] json = Objects.requireNonNull(text, "The jar has no " + RESOURCE).readAllBytes();
            return new Prices((Map<?, ?>) Objects.requireNonNull(Json.read(json)), machine);
        } catch (IOException e) {
            throw new UncheckedIOException("The jar's " + RESOURCE + " can't be read", e);
        }
    }

    private static double number(Map<?, ?> prices, String name) {
        if (prices.get(name) instanceof Number price) {
            return price.doubleValue();
        }
        throw new IllegalArgumentException("There is no price of " + name + " in " + RESOURCE);
    }

    /**
     * About what a job costs on AWS: its submission, and the effort. The lanes are taken to be the function's vCPUs, so
     * that what was measured on another machine is priced as if it had run there.
     */
    double dollars(Effort effort) {
        double seconds = effort.laneNanos() / NANOS / machine.vcpus();
        return seconds * machine.memoryMegabytes() / MEGABYTES_PER_GIGABYTE * gigabyteSecond
            + apiRequest + (effort.invocations() + 1) * invocation
            + effort.messages() * REQUESTS_PER_MESSAGE * queueRequest
            + (effort.writeUnits() + WRITE_UNITS_OF_SUBMIT) * writeUnit;
    }
}
