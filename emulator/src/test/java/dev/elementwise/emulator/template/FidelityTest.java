package dev.elementwise.emulator.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.emulator.stack.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documentation promises to list. */
class FidelityTest {

    @Test
    void everythingThatHasNoEffectIsDocumented() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "fidelity.md"));

        assertThat(Stream.of(Inert.TYPES, Inert.RESOURCE, Inert.FUNCTION, Inert.SQS_EVENT,
                        Inert.SCHEDULE_EVENT, Inert.API, Inert.API_METHOD,
                        Inert.OPEN_API, Inert.OPERATION, Inert.INTEGRATION, Inert.API_KEY, Inert.USAGE_PLAN,
                        Inert.QUEUE, Inert.TABLE, Inert.INDEX, Api.GatewayResponse.VARIABLES).flatMap(Set::stream))
                .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }
}
