package dev.elementwise.emulator.stack;

import java.util.List;

/**
 * What a template asks for, resolved: nothing in it refers to anything else any more but by logical id.
 *
 * @param name the stack's name
 * @param functions in the template's order
 */
public record Stack(String name, List<FunctionResource> functions, List<QueueResource> queues,
                    List<TableResource> tables, List<EventSourceMapping> mappings, List<Api> apis) {

    public Stack {
        functions = List.copyOf(functions);
        queues = List.copyOf(queues);
        tables = List.copyOf(tables);
        mappings = List.copyOf(mappings);
        apis = List.copyOf(apis);
    }
}
