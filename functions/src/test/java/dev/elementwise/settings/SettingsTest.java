package dev.elementwise.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private final Map<String, String> environment = new HashMap<>(Map.of("TABLE_NAME", "jobs",
        "JOBS_QUEUE_URL", "http://localhost/jobs", "FORKS_QUEUE_URL", "http://localhost/forks",
        "ELEMENT_LIMIT_SECONDS", "60", "MAX_ELEMENTS", "1000000000",
        "MAX_RESULT_BYTES", "68719476736", "MAX_RUN_DAYS", "3", "RETENTION_DAYS", "7",
        "FAULT_TASK", "off"));

    SettingsTest() {
        environment.put("CORS_ORIGIN", "none");
        environment.put("COMPUTE_CONCURRENCY", "400");
        environment.put("COMPUTE_MEMORY", "10240");
        environment.put("ARCHITECTURE", "arm64");
    }

    @Test
    void settingsComeFromTheEnvironment() {
        assertThat(Settings.from(environment)).isEqualTo(new Settings("jobs", "http://localhost/jobs",
            "http://localhost/forks", Duration.ofMinutes(1), 1_000_000_000, 64L << 30,
            Duration.ofDays(3), Duration.ofDays(7), false, Optional.empty(), 400, new Machine(10_240, "arm64")));
    }

    @Test
    void anOriginIsTakenAsItIs() {
        environment.put("CORS_ORIGIN", "https://app.example.com");

        assertThat(Settings.from(environment).corsOrigin()).contains("https://app.example.com");
    }

    @Test
    void aMissingOrBadVariableIsNamed() {
        for (String name : Map.copyOf(environment).keySet()) {
            String value = environment.remove(name);
            assertThatIllegalArgumentException().isThrownBy(() -> Settings.from(environment)).withMessageContaining(name);
            environment.put(name, value);
        }
        environment.put("MAX_ELEMENTS", "many");
        assertThatIllegalArgumentException().isThrownBy(() -> Settings.from(environment))
            .withMessageContaining("MAX_ELEMENTS").withMessageContaining("many");
    }
}
