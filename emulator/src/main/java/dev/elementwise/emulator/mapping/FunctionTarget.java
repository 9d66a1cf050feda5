package dev.elementwise.emulator.mapping;

import dev.elementwise.emulator.lambda.FunctionInvoker;
import java.util.function.Consumer;

/**
 * The function that a feed serves.
 *
 * @param slots how many invocations it may have at once
 */
record FunctionTarget(String function, int slots, FunctionInvoker invoker, Consumer<String> log) {
}
