package dev.elementwise.emulator.template;

import java.util.Map;

/** The sections of a template that have a meaning here. */
record Sections(Value.Fields parameters, Value.Fields rules, Value.Fields mappings, Value.Fields conditions,
                Value.Fields globals, Value.Fields resources, Value.Fields outputs) {

    private static final String TRANSFORM = "AWS::Serverless-2016-10-31";

    static Sections of(Value.Fields template, Problems problems) {
        template.fields().forEach((name, value) -> check(name, value, problems));
        return new Sections(section(template, "Parameters"), section(template, "Rules"),
                section(template, "Mappings"), section(template, "Conditions"), section(template, "Globals"),
                section(template, "Resources"), section(template, "Outputs"));
    }

    private static void check(String name, Value value, Problems problems) {
        switch (name) {
            case "AWSTemplateFormatVersion", "Description", "Metadata" -> {
                // say nothing about what runs
            }
            case "Transform" -> {
                if (!(value instanceof Value.Text text && text.text().equals(TRANSFORM))) {
                    problems.add("a transform other than " + TRANSFORM, name, value.line());
                }
            }
            case "Parameters", "Rules", "Mappings", "Conditions", "Globals", "Resources", "Outputs" -> {
                if (!(value instanceof Value.Fields)) {
                    problems.add("a section that is not a mapping", name, value.line());
                }
            }
            default -> problems.add("the section " + name, name, value.line());
        }
    }

    private static Value.Fields section(Value.Fields template, String name) {
        return template.fields().get(name) instanceof Value.Fields section ? section
                : new Value.Fields(Map.of(), template.line());
    }
}
