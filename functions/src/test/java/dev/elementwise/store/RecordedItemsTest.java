package dev.elementwise.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.Block;
import dev.elementwise.job.Effort;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.Input;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Outcome;
import dev.elementwise.job.OutcomeLines;
import dev.elementwise.job.Status;
import dev.elementwise.job.Tally;
import dev.elementwise.queue.Recorded;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whether what an earlier version has stored is read as it was meant. */
final class RecordedItemsTest {

    private final Map<String, Item> items = RecordedItems.all().stream()
        .collect(Collectors.toMap(item -> item.string("id"), Function.identity()));

    @Test
    void listJobThatIsReducedIsRead() {
        Job job = job("list");

        assertThat(job.status()).isEqualTo(Status.RUNNING);
        assertThat(job.published()).isTrue();
        assertThat(job.spec().total()).isEqualTo(30);
        assertThat(job.spec().blockSize()).isEqualTo(10);
        assertThat(job.spec().reduce()).contains("{\"name\":\"sum\"}");
        assertThat(job.spec().maxResultBytes()).isEmpty();
        assertThat(job.spec().discardsValues()).isFalse();
        assertThat(job.succeeded()).isEqualTo(14);
    }

    @Test
    void blockOfTwoPartsIsRead() {
        Block block = BlockAttributes.read(item(Keys.block(job("list").spec(), 1)));

        assertThat(block.version()).isEqualTo(2);
        assertThat(block.covered()).isEqualTo(IndexRuns.of(10, 13).plus(IndexRuns.of(14, 15)));
        assertThat(block.partial()).contains("{\"value\":447}");
        assertThat(block.effort()).isEqualTo(new Effort(4_000, 5_000_000, 1, 1, 4, 5, 0));
        assertThat(block.parts().stream().flatMap(part -> OutcomeLines.unpack(part.lines().orElseThrow()).stream()))
            .extracting(outcome -> new String(outcome.line(), StandardCharsets.UTF_8))
            .containsExactly("{\"index\":10,\"value\":110}", "{\"index\":11,\"value\":111}",
                "{\"index\":12,\"value\":112}", "{\"index\":14,\"value\":114}");
    }

    @Test
    void entriesWithAndWithoutPartialsAreRead() {
        JobSpec range = job("range").spec();

        assertThat(NodeEntries.partials(item(Keys.job(job("list").id()))))
            .isEqualTo(Map.of(0, List.of("{\"value\":1045}"), 1, List.of()));
        assertThat(NodeEntries.sum(item(Keys.job(range.id()))).total()).isEqualTo(3_400);
        assertThat(NodeEntries.sum(item("job#" + range.id() + "#node#1#0")))
            .isEqualTo(new Tally(3_200, 0, new Effort(3_200_000, 160_000_000, 32, 32, 96, 128, 0), List.of()));
    }

    @Test
    void soleBlockWithAnErrorThatKeepsItsElementIsRead() {
        Job job = job("sole");

        List<Outcome> outcomes = OutcomeLines.unpack(job.soleBlock().parts().get(0).lines().orElseThrow());
        assertThat(outcomes.get(3).succeeded()).isFalse();
        assertThat(outcomes.get(3).element().map(bytes -> new String(bytes, StandardCharsets.UTF_8))).contains("10");
        assertThat(job.spec().toleratedFailures()).hasValue(3);
        assertThat(item(Keys.mark(job.spec(), "start#4")).attributes().get("starts").ss()).hasSize(1);
    }

    @Test
    void retryIsReadWithItsOriginsAndLongParams() {
        Job job = job("retry");

        assertThat(job.spec().retryOf()).contains(Recorded.job("list"));
        assertThat(job.spec().label()).contains("again");
        assertThat(job.spec().maxConcurrency()).hasValue(3);
        assertThat(Ascending.unpack(item(Keys.origins(job.spec(), 1)).attributes().get("origins").b()
            .asByteArrayUnsafe())).containsExactly(70_000, 70_001);
        assertThat(item(Keys.params(job.id())).string("params")).startsWith("{\"long\":\"xxx");
    }

    @Test
    void openJobAndEndedOnesAreRead() {
        assertThat(job("open").spec().input()).isEqualTo(Input.OPEN);
        assertThat(job("open").spec().total()).isEqualTo(12);
        assertThat(job("failed").ending().orElseThrow().reason()).isPresent();
        assertThat(job("cancelled").status()).isEqualTo(Status.CANCELLED);
        assertThat(WatchAttributes.read(item(Keys.job(job("failed").id())))).isEmpty();
        assertThat(WatchAttributes.read(item(Keys.job(job("open").id())))).isPresent();
    }

    private Job job(String name) {
        return JobItem.read(item(Keys.job(Recorded.job(name))));
    }

    private Item item(String key) {
        return Objects.requireNonNull(items.get(key), key);
    }
}
