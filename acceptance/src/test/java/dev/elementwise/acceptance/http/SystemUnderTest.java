package dev.elementwise.acceptance.http;

import dev.elementwise.acceptance.parts.LocalEmulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the {@link Api} that they are for: the one at {@code elementwise.url}, called with
 * {@code elementwise.api-key}, if these system properties are set; else one emulator for all of them. A deployment is
 * tested with {@code FaultTask=on}.
 */
public final class SystemUnderTest implements ParameterResolver {

    private static final Map<String, String> PARAMETERS =
        Map.of("FaultTask", "on", "ApiKeyRequired", "false", "ElementTimeLimit", "30", "ComputeMemory", "3538");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Api.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        Optional<String> url = Optional.ofNullable(System.getProperty("elementwise.url"));
        return new Api(url.map(URI::create).orElseGet(() -> emulator(test).api()),
            Optional.ofNullable(System.getProperty("elementwise.api-key")));
    }

    private static LocalEmulator emulator(ExtensionContext test) {
        return test.getRoot().getStore(ExtensionContext.Namespace.create(SystemUnderTest.class))
            .getOrComputeIfAbsent(LocalEmulator.class, type -> start(), LocalEmulator.class);
    }

    private static LocalEmulator start() {
        try {
            return LocalEmulator.start(PARAMETERS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the emulator started", e);
        }
    }
}
