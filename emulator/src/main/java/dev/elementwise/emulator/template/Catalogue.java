package dev.elementwise.emulator.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The template's resources whose condition holds, with globals merged in. */
final class Catalogue {

    private final Globals globals;
    private final Problems problems;

    Catalogue(Globals globals, Problems problems) {
        this.globals = globals;
        this.problems = problems;
    }

    /** Fills the resources in, in the template's order. */
    void collect(Value.Fields section, Conditions conditions, Map<String, Resource> resources) {
        section.fields().forEach((id, value) -> {
            if (value instanceof Value.Fields fields) {
                collect(id, fields, conditions, resources);
            } else {
                problems.add("a resource that is not a mapping", id, value.line());
            }
        });
    }

    private void collect(String id, Value.Fields fields, Conditions conditions, Map<String, Resource> resources) {
        Properties attributes = new Properties(fields, id, problems).accept(Inert.RESOURCE);
        String type = attributes.required("Type");
        boolean wanted = attributes.text("Condition").map(name -> conditions.holds(name, id, fields.line()))
                .orElse(true);
        Value.Fields none = new Value.Fields(Map.of(), fields.line());
        Value properties = attributes.value("Properties").orElse(none);
        Value metadata = attributes.value("Metadata").orElse(none);
        attributes.accept(Set.of("DependsOn")).finish();
        if (wanted && properties instanceof Value.Fields own) {
            resources.put(id, new Resource(id, type, globals.mergedInto(own, type),
                    metadata instanceof Value.Fields notes ? notes : none, fields.line()));
        }
    }

    /** The API of events that name none, where the template has such. */
    static boolean needsImplicitApi(Map<String, Resource> resources) {
        return resources.values().stream().filter(resource -> resource.type().equals(FunctionReader.TYPE))
                .map(resource -> resource.properties().fields().get("Events"))
                .filter(Value.Fields.class::isInstance)
                .flatMap(events -> ((Value.Fields) events).fields().values().stream())
                .anyMatch(Catalogue::wantsImplicitApi);
    }

    private static boolean wantsImplicitApi(Value event) {
        return event instanceof Value.Fields fields
                && Joining.text(fields.fields().getOrDefault("Type", new Value.Nothing(0))).equals("Api")
                && fields.fields().get("Properties") instanceof Value.Fields properties
                && !properties.fields().containsKey("RestApiId");
    }

    Resource implicitApi(int line) {
        Map<String, Value> properties = new LinkedHashMap<>(Map.of("StageName", new Value.Text("Prod", line)));
        Value.Fields merged = globals.mergedInto(new Value.Fields(properties, line), "AWS::Serverless::Api");
        return new Resource(EventReader.IMPLICIT_API, "AWS::Serverless::Api", merged,
                new Value.Fields(Map.of(), line), line);
    }

}
