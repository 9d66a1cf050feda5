package dev.elementwise.emulator.template;

import java.util.List;

/** Values that a template's parameters do not take; the message has a sentence for each. */
public final class InvalidParameters extends RuntimeException {

    private static final long serialVersionUID = 1;

    InvalidParameters(List<String> sentences) {
        super(String.join("\n", sentences));
    }
}
