package dev.elementwise.emulator.template;

import dev.elementwise.emulator.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Reads templates that a test writes. */
record Written(Path folder) {

    Stack read(String template, Map<String, String> parameters) throws IOException {
        Path file = Files.writeString(folder.resolve("template.yaml"), template);
        return new TemplateReader(Deployment.local("stack", name -> "http://queues/" + name)).read(file, parameters);
    }

    Stack read(String template) throws IOException {
        return read(template, Map.of());
    }

    /** The value of an output that a template has besides. */
    String output(String value, String besides) throws IOException {
        return read(besides + "\nOutputs:\n  Out:\n    Value: " + value + "\n").outputs().get(0).value();
    }
}
