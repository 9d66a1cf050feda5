package dev.elementwise.emulator.template;

import java.util.Optional;

/** What a number may be, and what it is where it is left out. */
record Limits(long least, long most, int fallback) {

    /** Empty for what is no number, or not within the limits. */
    Optional<Double> number(String text) {
        try {
            double number = Double.parseDouble(text);
            return number >= least && number <= most ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
