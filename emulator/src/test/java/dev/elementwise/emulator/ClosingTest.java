package dev.elementwise.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.emulator.Closing.Part;
import dev.elementwise.emulator.testing.Lines;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {

    private final Lines log = new Lines();
    private final List<String> closed = new ArrayList<>();

    @Test
    void whatCallsIsClosedBeforeWhatItCallsHoweverTheyStarted() {
        try (Closing closing = new Closing(log)) {
            closing.add(Part.QUEUES, () -> closed.add("queues"));
            closing.add(Part.API, () -> closed.add("api"));
            closing.add(Part.TABLES, () -> closed.add("tables"));
            closing.add(Part.MAPPINGS, () -> closed.add("mappings"));
            closing.add(Part.FUNCTIONS, () -> closed.add("functions"));
        }

        assertThat(closed).containsExactly("api", "mappings", "functions", "queues", "tables");
    }

    @Test
    void partThatFailsToCloseIsToldAndTheOthersAreClosed() {
        try (Closing closing = new Closing(log)) {
            closing.add(Part.API, () -> {
                throw new IllegalStateException("stuck");
            });
            closing.add(Part.TABLES, () -> closed.add("tables"));
        }

        assertThat(closed).containsExactly("tables");
        assertThat(log.all()).singleElement().asString().contains("could not be closed").contains("stuck");
    }

    @Test
    void callsThatFailForTheEndAreNotLogged() {
        Closing closing = new Closing(log);
        closing.logOfCalls().accept("failed");
        closing.add(Part.API, () -> closing.logOfCalls().accept("unanswered"));

        closing.close();

        assertThat(log.all()).containsExactly("failed");
    }

    @Test
    void partThatComesAfterTheEndIsClosedAtOnce() {
        Closing closing = new Closing(log);
        closing.close();

        closing.add(Part.QUEUES, () -> closed.add("queues"));

        assertThat(closed).containsExactly("queues");
    }
}
