package dev.elementwise.runtime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Serves a function's invocations as Lambda's Java runtime does: takes the next one from the Runtime API, calls the
 * handler, reports its answer or its error. One after the other; where the environment says that it takes several at a
 * time, in as many threads, each with a connection of its own. A thread is started when all others are at work.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda Runtime API</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-managed-instances-java-runtime.html">Java runtime
 *     for Lambda Managed Instances</a>
 */
public final class RuntimeLoop {
    /** Where the AWS SDK looks for what it puts on its calls; one for the process, as in Lambda's runtime. */
    private static final String TRACE = "com.amazonaws.xray.traceHeader";

    private final String address;
    private final FunctionSettings settings;
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private int threads = 1;
    private int waiting = 1;

    private RuntimeLoop(String address, FunctionSettings settings) {
        this.address = address;
        this.settings = settings;
    }

    /** Runs until the Runtime API says that no invocation will follow; a broken connection ends the process at once. */
    public static void main(String[] arguments) {
        InputStream parent = System.in;
        System.setIn(new ByteArrayInputStream(new byte[0]));
        ParentWatch.start(parent);
        RuntimeLoop loop = new RuntimeLoop(System.getenv().getOrDefault("AWS_LAMBDA_RUNTIME_API", ""),
                FunctionSettings.of(System.getenv()));
        loop.start();
        System.exit(loop.exitCode.join());
    }

    /** Loads the function, and starts the first thread that serves it. */
    private void start() {
        try {
            InvocationHandler handler = Handlers.load(settings.handler());
            startThread(handler, 1);
        } catch (Exception | LinkageError e) {
            failInit(ErrorReport.of(e));
        }
    }

    private void failInit(ErrorReport error) {
        error.print();
        try (RuntimeApi api = RuntimeApi.connect(address)) {
            api.failInit(error);
            exitCode.complete(1);
        } catch (IOException e) {
            end(e);
        }
    }

    private void startThread(InvocationHandler handler, int number) {
        new Thread(() -> connectAndServe(handler), "invocations-" + number).start();
    }

    private void end(IOException e) {
        ErrorReport.say("The Runtime API is gone (" + e.getMessage() + "); this environment ends");
        exitCode.complete(1);
    }

    private void serveAll(InvocationHandler handler, RuntimeApi api) throws IOException {
        for (Optional<Invocation> next = api.next(); next.isPresent(); next = api.next()) {
            leaveOneWaiting(handler);
            if (!serve(handler, api, next.get())) {
                exitCode.complete(1);
                return;
            }
            waitAgain();
        }
        leave();
    }

    /** @return whether this process can serve another invocation */
    private boolean serve(InvocationHandler handler, RuntimeApi api, Invocation invocation) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        passOn(invocation.trace());
        try {
            handler.handle(new ByteArrayInputStream(invocation.event()), answer,
                    new InvocationContext(invocation, settings));
        } catch (Throwable e) { // whatever the handler threw is the invocation's outcome
            ErrorReport error = ErrorReport.of(e);
            error.print();
            api.fail(invocation.requestId(), error);
            return !(e instanceof VirtualMachineError);
        }
        api.respond(invocation.requestId(), answer.toByteArray());
        return true;
    }

    /** What is called now belongs to the invocation's chain of requests, where there is one at a time. */
    private void passOn(String trace) {
        if (settings.maxConcurrency() == 1 && !trace.isEmpty()) {
            System.setProperty(TRACE, trace);
        } else {
            System.clearProperty(TRACE);
        }
    }

    private synchronized void leaveOneWaiting(InvocationHandler handler) {
        waiting--;
        if (waiting == 0 && threads < settings.maxConcurrency()) {
            threads++;
            waiting++;
            startThread(handler, threads);
        }
    }

    private void connectAndServe(InvocationHandler handler) {
        try (RuntimeApi api = RuntimeApi.connect(address)) {
            serveAll(handler, api);
        } catch (IOException e) {
            end(e);
        } catch (RuntimeException | Error e) { // not the handler's: this process can't go on
            ErrorReport.of(e).print();
            exitCode.complete(1);
        }
    }

    private synchronized void waitAgain() {
        waiting++;
    }

    private synchronized void leave() {
        threads--;
        if (threads == 0) {
            exitCode.complete(0);
        }
    }
}
