package dev.elementwise.emulator.template;

import java.util.Map;

/**
 * The resource types that there are here.
 *
 * @param byType who reads which
 */
record Readers(Map<String, ResourceReader> byType) {

    void read(Map<String, Resource> resources, Resolver resolver, Problems problems) {
        for (Resource resource : resources.values()) {
            Value.Fields resolved = resolver.resolve(resource.properties(), resource.id());
            Properties properties = new Properties(resolved, resource.id(), problems);
            ResourceReader reader = byType.get(resource.type());
            if (reader != null) {
                reader.read(resource, properties);
                properties.finish();
            } else if (!Inert.TYPES.contains(resource.type())) {
                problems.add("the resource type " + resource.type(), resource.id(), resource.line());
            }
        }
    }
}
