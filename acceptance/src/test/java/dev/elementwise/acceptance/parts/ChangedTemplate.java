package dev.elementwise.acceptance.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The project's template with a change, for deployments that its parameters do not give. */
public final class ChangedTemplate {

    private String text;

    private ChangedTemplate(String text) {
        this.text = text;
    }

    /** The template as it is, with its functions' code where that is. */
    public static ChangedTemplate ofProject() throws IOException {
        return new ChangedTemplate(Files.readString(Project.template()))
            .with("CodeUri: functions", "CodeUri: " + Project.home().resolve("functions"));
    }

    /** Puts one text in place of another, which has to be there. */
    public ChangedTemplate with(String old, String changed) {
        assertThat(text).contains(old);
        text = text.replace(old, changed);
        return this;
    }

    public Path in(Path folder) throws IOException {
        return Files.writeString(folder.resolve("template.yaml"), text);
    }
}
