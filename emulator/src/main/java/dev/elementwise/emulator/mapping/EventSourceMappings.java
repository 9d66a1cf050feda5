package dev.elementwise.emulator.mapping;

import dev.elementwise.emulator.lambda.FunctionInvoker;
import dev.elementwise.emulator.sqs.LocalSqs;
import dev.elementwise.emulator.stack.EventSourceMapping;
import dev.elementwise.emulator.stack.FunctionResource;
import dev.elementwise.emulator.stack.Stack;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Brings queues' messages to functions until it is closed. A message is deleted only once its function has said that
 * it succeeded; every other one comes back after its visibility timeout.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with Amazon SQS</a>
 */
public final class EventSourceMappings implements AutoCloseable {
    /** A net for what no event of a queue tells: one that is forgotten costs a second, not the message. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(1);

    private final List<FunctionFeed> feeds;

    /**
     * Starts to receive.
     *
     * @param stack whose mappings are to be run
     * @param sqs where their queues have been created
     * @param log takes what failed, a line at a time; called by several threads
     */
    public EventSourceMappings(Stack stack, LocalSqs sqs, FunctionInvoker invoker, Consumer<String> log) {
        this(stack, sqs, invoker, log, LONGEST_REST);
    }

    /** @param longestRest after which queues are asked even if nothing has been heard of them */
    EventSourceMappings(Stack stack, LocalSqs sqs, FunctionInvoker invoker, Consumer<String> log,
            Duration longestRest) {
        Map<String, List<EventSourceMapping>> byFunction = new LinkedHashMap<>();
        stack.mappings().forEach(mapping -> byFunction.merge(mapping.function(), List.of(mapping),
                (some, more) -> Stream.concat(some.stream(), more.stream()).toList()));
        feeds = stack.functions().stream().filter(function -> byFunction.containsKey(function.id()))
                .map(function -> new FunctionFeed(new FunctionTarget(function.id(), slots(function), invoker, log),
                        pollers(byFunction.get(function.id()), sqs, new LoopDetection(function, log)), longestRest))
                .toList();
        feeds.forEach(FunctionFeed::start);
    }

    private static List<QueuePoller> pollers(List<EventSourceMapping> mappings, LocalSqs sqs, LoopDetection loops) {
        return mappings.stream().map(mapping -> new QueuePoller(mapping, sqs.queue(mapping.queue()), loops)).toList();
    }

    /**
     * How many invocations a function's mappings may have at once on this machine, together: its cores by the
     * function's vCPUs, at least one. More JVMs than cores would only slow each other.
     */
    public static int slots(FunctionResource function) {
        return Math.max(1, (int) (Runtime.getRuntime().availableProcessors() / function.vcpus()));
    }

    /** Stops receiving. Invocations that run end by themselves; their messages are still deleted if they succeed. */
    @Override
    public void close() {
        feeds.forEach(FunctionFeed::close);
    }
}
