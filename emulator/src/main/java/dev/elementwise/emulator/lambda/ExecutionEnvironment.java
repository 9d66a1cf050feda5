package dev.elementwise.emulator.lambda;

import dev.elementwise.emulator.lambda.InvocationResult.Failure;
import dev.elementwise.emulator.stack.FunctionResource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One JVM of a function: serves as many invocations at a time as the function allows, one if it says nothing, until it
 * is ended, crashes, or an invocation runs over the timeout. Safe for use by several threads.
 */
final class ExecutionEnvironment implements RuntimeEndpoint {
    /** What Lambda gives an initialisation before it begins anew, then within the function's own timeout. */
    private static final Duration INIT = Duration.ofSeconds(10);

    private final FunctionResource function;
    private final EnvironmentListener listener;
    private final ScheduledThreadPoolExecutor timer;
    private final Clock clock;

    private State state = State.STARTING;
    private final Work work = new Work();
    private @Nullable ScheduledFuture<?> initTimeout;
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
        initTimeout = timer.schedule(() -> timeOutInit(limit), limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void timeOutInit(Duration limit) {
        synchronized (this) {
            if (state != State.STARTING) {
                return; // it started, or ended, while the timer fired
            }
            end();
        }
        listener.ended(this, Optional.of(new Failure("Sandbox.Timedout", String.format(Locale.ROOT,
                "Error: Init timed out after %.2f seconds", limit.toMillis() / 1000.0))), List.of());
    }

    /** Gives it the process that it ends; at once if it has been told to end before. */
    synchronized void runsIn(FunctionProcess started) {
        process = started;
        if (state == State.ENDED) {
            started.kill();
        }
    }

    /**
     * Hands it an invocation; only after it was idle.
     *
     * @return false if it takes no more
     */
    synchronized boolean serve(FunctionInvocation invocation) {
        if (state != State.SERVING) {
            return false;
        }
        work.give(invocation);
        notifyAll();
        return true;
    }

    @Override
    public Optional<Delivery> next() throws InterruptedException {
        if (hasStarted()) {
            listener.started(this, function.maxConcurrency());
        }
        synchronized (this) {
            while (isToWait()) {
                wait();
            }
            return state == State.ENDED ? Optional.empty() : deliver();
        }
    }

    /** One that is retired is not told to end: what it was too slow for may be all that is left of it. */
    private boolean isToWait() {
        return !work.hasGiven() && (state == State.SERVING || state == State.RETIRED);
    }

    private synchronized boolean hasStarted() {
        boolean first = state == State.STARTING;
        if (first) {
            state = State.SERVING;
            stopInitTimeout();
        }
        return first;
    }

    private void stopInitTimeout() {
        if (initTimeout != null) {
            initTimeout.cancel(false);
        }
    }

    private Optional<Delivery> deliver() {
        long millis = function.timeout().toMillis();
        return work.begin(invocation -> timer.schedule(() -> timeOut(invocation.requestId()), millis,
                TimeUnit.MILLISECONDS)).map(invocation ->
                new Delivery(invocation, clock.millis() + millis, FunctionVariables.arn(function.id())));
    }

    @Override
    public synchronized boolean serves(String requestId) {
        return work.hasBegun(requestId);
    }

    @Override
    public void finish(String requestId, InvocationResult result) {
        Optional<FunctionInvocation> finished;
        boolean last;
        synchronized (this) {
            finished = work.end(requestId);
            last = state == State.RETIRED && !work.hasBegunAny();
            if (last) {
                end();
            }
        }
        if (last) {
            listener.ended(this, Optional.empty(), List.of());
        } else if (finished.isPresent()) {
            listener.idle(this);
        }
        finished.ifPresent(invocation -> invocation.end(result));
    }

    /** Others that it works on go on; then it is ended, with the one that is too slow. */
    private void timeOut(String requestId) {
        FunctionInvocation late;
        boolean last;
        List<FunctionInvocation> untouched;
        synchronized (this) {
            if (!work.hasBegun(requestId)) {
                return; // it answered while the timer fired
            }
            late = work.end(requestId).orElseThrow();
            last = !work.hasBegunAny();
            untouched = work.takeGiven();
            state = state == State.SERVING ? State.RETIRED : state;
            if (last) {
                end();
            }
        }
        if (last) {
            listener.ended(this, Optional.empty(), untouched);
        } else {
            listener.retired(this, untouched);
        }
        late.end(new Failure("Sandbox.Timedout", String.format(Locale.ROOT,
                "RequestId: %s Error: Task timed out after %.2f seconds", requestId,
                function.timeout().toMillis() / 1000.0)));
    }

    @Override
    public synchronized void failInit(Failure failure) {
        initFailure = failure;
    }

    /** What follows the process's end. */
    void exited(int code) {
        List<FunctionInvocation> touched;
        List<FunctionInvocation> untouched;
        boolean inInit;
        synchronized (this) {
            if (state == State.ENDED) {
                return; // by us, and whoever waits knows
            }
            inInit = state == State.STARTING;
            state = State.ENDED;
            stopInitTimeout();
            touched = work.takeBegun();
            untouched = work.takeGiven();
        }
        Optional<Failure> reported = Optional.ofNullable(initFailure);
        listener.ended(this, inInit ? Optional.of(reported.orElseGet(() -> exit(code, ""))) : Optional.empty(),
                untouched);
        touched.forEach(invocation -> invocation.end(reported.orElseGet(
                () -> exit(code, "RequestId: " + invocation.requestId() + " "))));
    }

    private static Failure exit(int code, String request) {
        String how = code == 0 ? "Runtime exited without providing a reason"
                : "Runtime exited with error: exit status " + code;
        return new Failure("Runtime.ExitError", request + "Error: " + how);
    }

    /** Lets it end by itself when it asks for the next invocation; what it works on is finished before. */
    synchronized void drain() {
        if (state == State.STARTING || state == State.SERVING) {
            state = State.DRAINING;
            notifyAll();
        }
    }

    /** Ends it now. What it was working on stays without an answer: whoever calls gives one. */
    synchronized List<FunctionInvocation> kill() {
        List<FunctionInvocation> unanswered = work.takeBegun();
        unanswered.addAll(work.takeGiven());
        end();
        return unanswered;
    }

    private synchronized void end() {
        state = State.ENDED;
        stopInitTimeout();
        notifyAll();
        if (process != null) {
            process.kill();
        }
    }

    private enum State { STARTING, SERVING, DRAINING, RETIRED, ENDED }
}
