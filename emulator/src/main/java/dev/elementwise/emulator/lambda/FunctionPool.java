package dev.elementwise.emulator.lambda;

import dev.elementwise.emulator.lambda.InvocationResult.Failure;
import dev.elementwise.emulator.stack.FunctionResource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs functions, each execution environment in a JVM of its own that never outlives this one. Environments stay warm
 * until the pool is closed. Safe for use by several threads.
 */
public final class FunctionPool implements FunctionInvoker, AutoCloseable {
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(60);

    private final LambdaSettings settings;
    private final Host host = new Host();
    private final RuntimeApiServer api;
    private final ScheduledThreadPoolExecutor timer;
    private final ExecutorService executor;
    private final Map<String, WarmPool> pools = new LinkedHashMap<>();
    /** As it was when the pool was made; by the path that functions name. */
    private final Map<Path, FunctionCode> code = new HashMap<>();

    /**
     * @throws FunctionCodeException if a function's code is not there
     * @throws IOException if no port can be opened, or the code can't be copied
     */
    public FunctionPool(List<FunctionResource> functions, LambdaSettings settings) throws IOException {
        for (FunctionResource function : functions) {
            if (!code.containsKey(function.code())) {
                code.put(function.code(), FunctionCode.of(function.code()).copiedTo(settings.cache()));
            }
        }
        this.settings = settings;
        this.api = new RuntimeApiServer();
        this.timer = new ScheduledThreadPoolExecutor(1, daemons("function-timer"));
        this.timer.setRemoveOnCancelPolicy(true);
        this.executor = Executors.newCachedThreadPool(daemons("function-starter"));
        EnvironmentLauncher launcher = new EnvironmentLauncher(settings, api, executor);
        functions.forEach(function -> pools.put(function.id(), pool(function, launcher)));
        long interval = Growth.INTERVAL.toMillis();
        timer.scheduleAtFixedRate(() -> pools.values().forEach(WarmPool::grow), interval, interval,
                TimeUnit.MILLISECONDS);
    }

    private WarmPool pool(FunctionResource function, EnvironmentLauncher launcher) {
        int limit = settings.archives() == ArchiveMode.RECORD ? 1 : settings.limit(function.id());
        return new WarmPool(more -> start(function, launcher, more),
                new Growth(limit, function.maxConcurrency(), host.processors(), host::busy));
    }

    private ExecutionEnvironment start(FunctionResource function, EnvironmentLauncher launcher, boolean more) {
        ExecutionEnvironment environment =
                new ExecutionEnvironment(function, pools.get(function.id()), timer, Clock.systemUTC());
        environment.limitInit();
        executor.execute(() -> {
            try {
                launcher.launch(function, code(function), environment, more);
            } catch (IOException | RuntimeException e) {
                settings.log().accept("[" + function.id() + "] Its JVM can't be started: " + e);
                environment.failInit(new Failure("Runtime.StartError", String.valueOf(e.getMessage())));
                environment.exited(1);
            }
        });
        return environment;
    }

    private FunctionCode code(FunctionResource function) {
        return Objects.requireNonNull(code.get(function.code()));
    }

    /**
     * Starts an execution environment where the function has none, and returns without waiting for it.
     *
     * @param function logical id
     * @return completes when the first environment has started, be it in vain
     */
    public CompletableFuture<Void> prewarm(String function) {
        return pool(function).prewarm();
    }

    @Override
    public CompletableFuture<InvocationResult> invoke(String function, byte[] payload, TraceHeader trace) {
        if (payload.length > PayloadLimits.REQUEST_BYTES) {
            return CompletableFuture.completedFuture(new Failure("RequestEntityTooLargeException", payload.length
                    + " byte payload is too large for the RequestResponse invocation type (limit "
                    + PayloadLimits.REQUEST_BYTES + " bytes)"));
        }
        FunctionInvocation invocation = new FunctionInvocation(payload, trace.calling(function));
        pool(function).invoke(invocation);
        return invocation.result();
    }

    private WarmPool pool(String function) {
        return Optional.ofNullable(pools.get(function)).orElseThrow(
                () -> new IllegalArgumentException("There is no function " + function + "; there are " + pools.keySet()));
    }

    /** Ends all environments; invocations without an answer get a failure. Closing again does nothing. */
    @Override
    public void close() {
        if (settings.archives() == ArchiveMode.RECORD) {
            drain();
        }
        pools.values().forEach(WarmPool::kill);
        timer.shutdownNow(); // only now, for environments that take up work set their timeouts by it
        executor.shutdown();
        try {
            api.close();
        } catch (IOException e) {
            settings.log().accept("The Runtime API's port can't be closed: " + e);
        }
    }

    /** Environments write their archives while they end by themselves. */
    private void drain() {
        pools.values().forEach(WarmPool::drain);
        CompletableFuture<Void> empty = new CompletableFuture<>();
        try {
            timer.scheduleAtFixedRate(() -> {
                if (pools.values().stream().allMatch(WarmPool::isEmpty)) {
                    empty.complete(null);
                }
            }, 0, Growth.INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
            empty.orTimeout(LONGEST_DRAIN.toMillis(), TimeUnit.MILLISECONDS).exceptionally(late -> null).join();
        } catch (RejectedExecutionException e) {
            return; // closed before
        }
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
