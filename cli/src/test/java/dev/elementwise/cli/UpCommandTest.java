package dev.elementwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UpCommandTest {

    @Test
    void requestsAreSpokenOfOnlyWhereThereIsAnApi() {
        assertThat(UpCommand.farewell(true)).contains("requests that still wait");
        assertThat(UpCommand.farewell(false)).isEqualTo("Stopping.");
    }
}
