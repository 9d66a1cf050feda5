package dev.elementwise.emulator.mapping;

import dev.elementwise.emulator.lambda.TraceHeader;
import dev.elementwise.emulator.sqs.ReceivedMessage;
import dev.elementwise.emulator.stack.FunctionResource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps messages from a function that has been called as often as Lambda lets it be called in one chain of requests.
 * They are left as they are, and so become dead letters once they have been received often enough. Safe for use by
 * several threads.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html">Use Lambda recursive loop
 *     detection to prevent infinite loops</a>
 */
final class LoopDetection {
    /** "Approximately 16 times", as Lambda's guide has it. */
    private static final int MOST_CALLS = 16;

    private final FunctionResource function;
    private final Consumer<String> log;

    /** @param log takes a line for each message that is kept from the function */
    LoopDetection(FunctionResource function, Consumer<String> log) {
        this.function = function;
        this.log = log;
    }

    /** Which of the messages received from a queue may be handed to the function. */
    List<ReceivedMessage> pass(List<ReceivedMessage> messages, String queue) {
        return messages.stream().filter(message -> function.recursive() || !isStopped(message, queue)).toList();
    }

    private boolean isStopped(ReceivedMessage message, String queue) {
        int calls = trace(message).map(this::calls).orElse(0);
        if (calls < MOST_CALLS) {
            return false;
        }
        log.accept("[" + function.id() + "] The message " + message.id() + " in " + queue + " is not handed to it, for "
                + "it has been called " + calls + " times in this chain of messages, where Lambda stops a recursive "
                + "loop; it needs RecursiveLoop: Allow in the template if that is meant");
        return true;
    }

    /** The chain that a batch goes on with: where there are several, the one with the most calls. */
    TraceHeader trace(List<ReceivedMessage> batch) {
        return batch.stream().map(LoopDetection::trace).flatMap(Optional::stream)
                .max(Comparator.comparingInt(this::calls)).orElseGet(TraceHeader::begin);
    }

    private int calls(TraceHeader trace) {
        return trace.calls(function.id());
    }

    private static Optional<TraceHeader> trace(ReceivedMessage message) {
        return Optional.ofNullable(message.attributes().get(ReceivedMessage.TRACE_HEADER)).flatMap(TraceHeader::read);
    }
}
