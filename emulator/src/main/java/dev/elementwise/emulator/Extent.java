package dev.elementwise.emulator;

import dev.elementwise.emulator.stack.Stack;
import java.util.List;

/** How much of a template runs. */
public enum Extent {
    /** Queues and tables, for functions that run elsewhere. */
    STORES,
    /** Queues and tables, and the functions that queues and schedules call. */
    WORKERS,
    /** All of it. */
    WHOLE;

    /** What of the stack is to be run. */
    Stack of(Stack stack) {
        return switch (this) {
            case STORES -> new Stack(stack.name(), List.of(), stack.queues(), stack.tables(), List.of(), List.of(),
                    List.of(), stack.outputs());
            case WORKERS -> new Stack(stack.name(), stack.functions(), stack.queues(), stack.tables(),
                    stack.mappings(), stack.schedules(), List.of(), stack.outputs());
            case WHOLE -> stack;
        };
    }
}
