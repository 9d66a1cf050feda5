package dev.elementwise.emulator.mapping;

import dev.elementwise.emulator.lambda.InvocationResult;
import dev.elementwise.emulator.sqs.MessageQueue;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Serves one function from all its queues: whenever an invocation may start, the queue whose turn it is gives the
 * batch, so that none waits for another to run empty. No message is received before, for its visibility timeout would
 * run while it waits.
 */
final class FunctionFeed implements AutoCloseable {
    /** Until a queue is asked again that did not answer. */
    private static final long RETRY_MILLIS = 100;
    /** Between two tries of what fails in an unforeseen way, so that the log stays readable. */
    private static final long PAUSE_MILLIS = 1_000;

    private final FunctionTarget target;
    private final List<QueuePoller> pollers;
    private final Thread thread;

    private final Map<QueuePoller, Integer> running = new HashMap<>();
    /** Rings when there may be something to do; at first for messages of before. */
    private final Alarm alarm = new Alarm();
    private final Duration longestRest;
    private int turn;
    private volatile boolean closed;

    /** @param longestRest after which queues are asked even if nothing has been heard of them */
    FunctionFeed(FunctionTarget target, List<QueuePoller> pollers, Duration longestRest) {
        this.target = target;
        this.longestRest = longestRest;
        this.pollers = List.copyOf(pollers);
        this.thread = new Thread(this::run, "mapping-" + target.function());
        this.thread.setDaemon(true);
    }

    void start() {
        MessageQueue.Listener heard = new MessageQueue.Listener() {
            @Override
            public void available(long at) {
                alarm.set(at);
            }

            @Override
            public void noLonger(long at) {
                alarm.unset(at);
            }
        };
        pollers.forEach(poller -> poller.queue().listen(heard));
        thread.start();
    }

    private void run() {
        try {
            for (alarm.await(longestRest); !closed; alarm.await(longestRest)) {
                serve();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve() throws InterruptedException {
        try {
            while (step()) {
                continue;
            }
        } catch (RuntimeException | Error e) { // else this thread would end, and the queues stand still without a word
            target.log().accept("[" + target.function() + "] Its queues could not be served (" + e
                    + "); they are asked again in " + PAUSE_MILLIS + " ms");
            pause();
            alarm.ring();
        }
    }

    private synchronized void pause() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);
        for (long left = PAUSE_MILLIS; left > 0 && !closed;
                left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
            wait(left);
        }
    }

    /** Starts one invocation if there is a slot and a batch. */
    boolean step() {
        for (int i = 0; i < pollers.size(); i++) {
            int index = (turn + i) % pollers.size();
            QueuePoller poller = pollers.get(index);
            if (!hasSlot(poller)) {
                continue;
            }
            Optional<Batch> batch = poll(poller);
            if (batch.isPresent()) {
                turn = index + 1;
                invoke(poller, batch.get());
                return true;
            }
        }
        return false;
    }

    private synchronized boolean hasSlot(QueuePoller poller) {
        int all = running.values().stream().mapToInt(Integer::intValue).sum();
        int own = running.getOrDefault(poller, 0);
        return !closed && all < target.slots() && own < poller.mapping().maximumConcurrency().orElse(target.slots());
    }

    private Optional<Batch> poll(QueuePoller poller) {
        try {
            Optional<Batch> batch = poller.poll();
            poller.windowEnd().ifPresent(end -> alarm.set(end.toEpochMilli()));
            return batch;
        } catch (CompletionException e) {
            alarm.set(System.currentTimeMillis() + RETRY_MILLIS);
            target.log().accept("[" + target.function() + "] The queue " + poller.queue().name()
                    + " did not answer (" + e.getCause() + "); it is asked again");
            return Optional.empty();
        }
    }

    private void invoke(QueuePoller poller, Batch batch) {
        CompletableFuture<InvocationResult> invocation = invocation(batch);
        count(poller, 1);
        invocation.whenComplete((result, error) -> {
            try {
                finish(poller, batch, result, error);
            } catch (RuntimeException e) { // a future would keep it to itself
                new FinishedBatch(target, poller.queue(), batch).failed(e.toString());
            } finally {
                count(poller, -1);
                alarm.ring();
            }
        });
    }

    /** One that can't even begin has failed like any other, and gives its slot back. */
    private CompletableFuture<InvocationResult> invocation(Batch batch) {
        try {
            return target.invoker().invoke(target.function(), batch.event(), batch.trace());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private synchronized void count(QueuePoller poller, int change) {
        running.merge(poller, change, Integer::sum);
    }

    private void finish(QueuePoller poller, Batch batch, @Nullable InvocationResult result, @Nullable Throwable error) {
        FinishedBatch finished = new FinishedBatch(target, poller.queue(), batch);
        if (result instanceof InvocationResult.Answer answer) {
            finished.answered(answer.payload(), poller.mapping().reportBatchItemFailures());
        } else if (result instanceof InvocationResult.Failure failure) {
            finished.failed(failure.type() + ": " + failure.message());
        } else {
            finished.failed(String.valueOf(error));
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll(); // ends a pause
        }
        alarm.ring();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
