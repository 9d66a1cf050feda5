package dev.elementwise.acceptance.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests {@link LocalParts}, started once for all of them. */
public final class SharedParts implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == LocalParts.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getRoot().getStore(ExtensionContext.Namespace.create(SharedParts.class))
            .getOrComputeIfAbsent(LocalParts.class, type -> start(), LocalParts.class);
    }

    private static LocalParts start() {
        try {
            return LocalParts.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
