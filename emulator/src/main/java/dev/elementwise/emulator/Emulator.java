package dev.elementwise.emulator;

import dev.elementwise.emulator.stack.Api;
import dev.elementwise.emulator.stack.Stack;
import dev.elementwise.emulator.template.InvalidParameters;
import dev.elementwise.emulator.template.UnsupportedTemplate;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs what a SAM template describes: its API, functions, queues, event source mappings and tables. It knows nothing of
 * them but the template. Safe for use by several threads.
 */
public final class Emulator implements AutoCloseable {

    private final Stack stack;
    private final Map<String, URI> apis;
    private final Map<String, URI> parts;
    private final Map<String, Map<String, String>> variables;
    private final Closing closing;

    Emulator(Stack stack, Map<String, URI> apis, Map<String, URI> parts, Map<String, Map<String, String>> variables,
             Closing closing) {
        this.stack = stack;
        this.apis = new LinkedHashMap<>(apis);
        this.parts = new LinkedHashMap<>(parts);
        this.variables = variables;
        this.closing = closing;
    }

    /**
     * Starts everything; the API answers when this returns.
     *
     * @throws IOException if the template can't be read, or a port or the data folder can't be used
     * @throws UnsupportedTemplate if the template asks for what is not emulated
     * @throws InvalidParameters if a value does not fit the template's parameters
     * @throws InterruptedException if the thread is interrupted; nothing is left running
     */
    public static Emulator start(EmulatorOptions options) throws IOException, InterruptedException {
        return new Startup(options).run();
    }

    /** Where the template's first API answers, without a stage in its paths. */
    public Optional<URI> api() {
        return apis.values().stream().findFirst();
    }

    /** Where everything answers, by what it is: an API's logical id, {@code queues}, {@code tables}. */
    public Map<String, URI> addresses() {
        Map<String, URI> all = new LinkedHashMap<>(apis);
        all.putAll(parts);
        return all;
    }

    /**
     * The environment variables that tell each function of the template, by logical id, what it has to know: its own,
     * and where queues and tables answer. So a function that runs elsewhere finds this emulator's.
     */
    public Map<String, Map<String, String>> variables() {
        return variables;
    }

    /** The values that callers of an API that asks for a key may send in {@code x-api-key}. */
    public List<String> apiKeys() {
        return stack.apis().stream().flatMap(api -> api.apiKeys().stream()).map(Api.ApiKey::value).distinct().toList();
    }

    /**
     * Ends everything in order: no request, no message, no invocation, no data any more. Returns when that is done;
     * closing again does nothing.
     */
    @Override
    public void close() {
        closing.close();
    }
}
