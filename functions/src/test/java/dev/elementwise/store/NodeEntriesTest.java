package dev.elementwise.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.Effort;
import dev.elementwise.job.Tally;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeEntriesTest {

    @Test
    void entryIsReadAsItWasWritten() {
        Tally tally = new Tally(7, 3, new Effort(1, 2, 3, 4, 5, 6, 7), List.of("{}"));
        Item item = new Item(new HashMap<>()).with("c5", NodeEntries.write(tally));

        assertThat(NodeEntries.read(item, 5)).contains(tally.with(List.of()));
        assertThat(NodeEntries.partials(item)).isEqualTo(Map.of(5, List.of("{}")));
    }

    @Test
    void entryOfCountsAloneTookNothingThatIsKnown() {
        Item item = new Item(Map.of("c5", Item.numbers(List.of(10L, 3L))));

        assertThat(NodeEntries.read(item, 5)).contains(new Tally(7, 3));
    }
}
