package dev.elementwise.runtime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * Serves a function's invocations, one after the other, as Lambda's Java runtime does: takes the next one from the
 * Runtime API, calls the handler, reports its answer or its error.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda Runtime API</a>
 */
public final class RuntimeLoop {
    private final RuntimeApi api;
    private final FunctionSettings settings;

    RuntimeLoop(RuntimeApi api, FunctionSettings settings) {
        this.api = api;
        this.settings = settings;
    }

    /** Runs until the Runtime API says that no invocation will follow; a broken connection ends the process at once. */
    public static void main(String[] arguments) {
        InputStream parent = System.in;
        System.setIn(new ByteArrayInputStream(new byte[0]));
        ParentWatch.start(parent);
        Map<String, String> environment = System.getenv();
        System.exit(run(environment));
    }

    private static int run(Map<String, String> environment) {
        FunctionSettings settings = FunctionSettings.of(environment);
        try (RuntimeApi api = RuntimeApi.connect(environment.getOrDefault("AWS_LAMBDA_RUNTIME_API", ""))) {
            return new RuntimeLoop(api, settings).serve();
        } catch (IOException e) {
            System.err.println("The Runtime API is gone (" + e.getMessage() + "); this environment ends");
            return 1;
        }
    }

    /** @return the process's exit code */
    int serve() throws IOException {
        InvocationHandler handler;
        try {
            handler = Handlers.load(settings.handler());
        } catch (Exception | LinkageError e) {
            ErrorReport error = ErrorReport.of(e);
            error.print();
            api.failInit(error);
            return 1;
        }
        return serveWith(handler);
    }

    private int serveWith(InvocationHandler handler) throws IOException {
        while (true) {
            Optional<Invocation> next = api.next();
            if (next.isEmpty()) {
                return 0;
            }
            if (!serve(handler, next.get())) {
                return 1;
            }
        }
    }

    /** @return whether this process can serve another invocation */
    private boolean serve(InvocationHandler handler, Invocation invocation) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
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
}
