package dev.elementwise.acceptance.http;

import dev.elementwise.acceptance.samlocal.SamLocalTarget;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the {@link Api} that they are for: that of the system at {@code elementwise.url} (with
 * {@code elementwise.api-key} and {@code elementwise.host}), if this system property is set; else that of the
 * {@link Target} which a module provides; else that of {@code elementwise.target}, one for all of them: the emulator,
 * where nothing else is said.
 */
public final class SystemUnderTest implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Api.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return new Api(target(test));
    }

    private static Target target(ExtensionContext test) {
        return test.getRoot().getStore(ExtensionContext.Namespace.create(SystemUnderTest.class))
            .getOrComputeIfAbsent(Target.class, type -> start(), Target.class);
    }

    private static Target start() {
        Optional<Target> given = GivenTarget.find().or(() -> ServiceLoader.load(Target.class).findFirst());
        return given.orElseGet(() -> switch (System.getProperty("elementwise.target", "emulator")) {
            case "emulator" -> EmulatorTarget.start();
            case "sam-local" -> SamLocalTarget.start();
            case "aws" -> throw new IllegalStateException("-Paws needs -Delementwise.url=URL of a deployment with"
                + " FaultTask=on and ElementTimeLimit=30, and its -Delementwise.api-key=KEY");
            default -> throw new IllegalStateException("elementwise.target is emulator, sam-local or aws");
        });
    }
}
