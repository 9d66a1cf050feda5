package dev.elementwise.emulator.stack;

import java.util.List;
import java.util.Optional;

/**
 * What a template asks for, resolved: nothing in it refers to anything else any more but by logical id.
 *
 * @param name the stack's name
 * @param functions in the template's order
 * @param outputs those whose condition holds
 */
public record Stack(String name, List<FunctionResource> functions, List<QueueResource> queues,
                    List<TableResource> tables, List<EventSourceMapping> mappings, List<Schedule> schedules,
                    List<Api> apis, List<Output> outputs) {

    public Stack {
        functions = List.copyOf(functions);
        queues = List.copyOf(queues);
        tables = List.copyOf(tables);
        mappings = List.copyOf(mappings);
        schedules = List.copyOf(schedules);
        apis = List.copyOf(apis);
        outputs = List.copyOf(outputs);
    }

    /** A value that the template shows to whoever deploys it. */
    public record Output(String name, Optional<String> description, String value) {
    }
}
