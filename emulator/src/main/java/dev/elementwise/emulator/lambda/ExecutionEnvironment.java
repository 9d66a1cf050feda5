package dev.elementwise.emulator.lambda;

import dev.elementwise.emulator.lambda.InvocationResult.Failure;
import dev.elementwise.emulator.stack.FunctionResource;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One JVM of a function: serves one invocation at a time until it is ended, crashes, or runs over the timeout.
 * Safe for use by several threads.
 */
final class ExecutionEnvironment implements RuntimeEndpoint {
    /** What Lambda gives an initialisation before it begins anew, then within the function's own timeout. */
    private static final Duration INIT = Duration.ofSeconds(10);

    private final FunctionResource function;
    private final EnvironmentListener listener;
    private final ScheduledThreadPoolExecutor timer;
    private final Clock clock;

    private State state = State.STARTING;
    private @Nullable FunctionInvocation current;
    private boolean delivered;
    private @Nullable ScheduledFuture<?> timeout;
    private @Nullable Failure initFailure;
    private @Nullable FunctionProcess process;

    ExecutionEnvironment(FunctionResource function, EnvironmentListener listener, ScheduledThreadPoolExecutor timer,
                         Clock clock) {
        this.function = function;
        this.listener = listener;
        this.timer = timer;
        this.clock = clock;
    }

    /**
     * Ends it unless it has started in time: after Lambda's 10 s, or the function's timeout if that is longer.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">Lambda execution
     *     environment lifecycle</a>
     */
    synchronized void limitInit() {
        Duration limit = function.timeout().compareTo(INIT) > 0 ? function.timeout() : INIT;
        timeout = timer.schedule(() -> timeOutInit(limit), limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void timeOutInit(Duration limit) {
        synchronized (this) {
            if (state != State.STARTING) {
                return; // it started, or ended, while the timer fired
            }
            end();
        }
        listener.ended(this, Optional.of(new Failure("Sandbox.Timedout", String.format(Locale.ROOT,
                "Error: Init timed out after %.2f seconds", limit.toMillis() / 1000.0))), Optional.empty());
    }

    /** Gives it the process that it ends; at once if it has been told to end before. */
    synchronized void runsIn(FunctionProcess started) {
        process = started;
        if (state == State.ENDED) {
            started.kill();
        }
    }

    /** Hands it an invocation; only after it was idle. */
    synchronized void serve(FunctionInvocation invocation) {
        current = invocation;
        delivered = false;
        notifyAll();
    }

    @Override
    public Optional<Delivery> next() throws InterruptedException {
        if (hasStarted()) {
            listener.idle(this);
        }
        synchronized (this) {
            while (current == null && state == State.SERVING) {
                wait();
            }
            if (current == null) {
                return Optional.empty();
            }
            return Optional.of(deliver(current));
        }
    }

    private synchronized boolean hasStarted() {
        boolean first = state == State.STARTING;
        if (first) {
            state = State.SERVING;
            stopTimer();
        }
        return first;
    }

    private Delivery deliver(FunctionInvocation invocation) {
        long millis = function.timeout().toMillis();
        delivered = true;
        timeout = timer.schedule(() -> timeOut(invocation), millis, TimeUnit.MILLISECONDS);
        return new Delivery(invocation, clock.millis() + millis, FunctionVariables.arn(function));
    }

    @Override
    public synchronized boolean serves(String requestId) {
        return current != null && current.requestId().equals(requestId);
    }

    @Override
    public void finish(InvocationResult result) {
        FunctionInvocation invocation = takeCurrent();
        if (invocation != null) {
            listener.idle(this);
            invocation.end(result);
        }
    }

    private synchronized @Nullable FunctionInvocation takeCurrent() {
        FunctionInvocation invocation = current;
        current = null;
        stopTimer();
        return invocation;
    }

    private void stopTimer() {
        if (timeout != null) {
            timeout.cancel(false);
            timeout = null;
        }
    }

    private void timeOut(FunctionInvocation invocation) {
        synchronized (this) {
            if (current != invocation) {
                return; // it answered while the timer fired
            }
            takeCurrent();
            end();
        }
        listener.ended(this, Optional.empty(), Optional.empty());
        invocation.end(new Failure("Sandbox.Timedout", String.format(Locale.ROOT,
                "RequestId: %s Error: Task timed out after %.2f seconds", invocation.requestId(),
                function.timeout().toMillis() / 1000.0)));
    }

    @Override
    public synchronized void failInit(Failure failure) {
        initFailure = failure;
    }

    /** What follows the process's end. */
    void exited(int code) {
        FunctionInvocation invocation;
        boolean inInit;
        boolean touched;
        synchronized (this) {
            if (state == State.ENDED) {
                return; // by us, and whoever waits knows
            }
            inInit = state == State.STARTING;
            state = State.ENDED;
            touched = delivered;
            invocation = takeCurrent();
        }
        Failure failure = initFailure == null ? exit(code, invocation) : initFailure;
        listener.ended(this, inInit ? Optional.of(failure) : Optional.empty(),
                touched ? Optional.empty() : Optional.ofNullable(invocation));
        if (touched && invocation != null) {
            invocation.end(failure);
        }
    }

    private static Failure exit(int code, @Nullable FunctionInvocation invocation) {
        String request = invocation == null ? "" : "RequestId: " + invocation.requestId() + " ";
        String how = code == 0 ? "Runtime exited without providing a reason"
                : "Runtime exited with error: exit status " + code;
        return new Failure("Runtime.ExitError", request + "Error: " + how);
    }

    /** Lets it end by itself when it asks for the next invocation; what it works on is finished before. */
    synchronized void drain() {
        if (state != State.ENDED) {
            state = State.DRAINING;
            notifyAll();
        }
    }

    /** Ends it now. What it was working on stays without an answer: whoever calls gives one. */
    synchronized Optional<FunctionInvocation> kill() {
        Optional<FunctionInvocation> invocation = Optional.ofNullable(takeCurrent());
        end();
        return invocation;
    }

    private synchronized void end() {
        state = State.ENDED;
        notifyAll();
        if (process != null) {
            process.kill();
        }
    }

    private enum State { STARTING, SERVING, DRAINING, ENDED }
}
