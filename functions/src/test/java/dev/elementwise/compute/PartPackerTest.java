package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Outcome;
import dev.elementwise.job.OutcomeLines;
import dev.elementwise.job.Part;
import dev.elementwise.store.InMemoryStore;
import dev.elementwise.time.SettableClock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Where new outcomes are put that a block may have room for. */
final class PartPackerTest {

    private final SettableClock clock = new SettableClock();
    private final InMemoryStore store = new InMemoryStore(clock);
    private final PartPacker packer = new PartPacker(store);
    private final JobSpec job = Jobs.list(20_000, 10_000, clock);

    /** Of about 300 KB, where an item has 400 KB at most. */
    @Test
    void partsThatStandElsewhereLeaveLessRoomInTheBlock() {
        List<Outcome> news = List.of(large(5_000, new Random(1)), large(5_001, new Random(2)));

        Part alone = last(packer.pack(job, List.of(), news));
        Part besideFew = last(packer.pack(job, elsewhere(300), news));
        Part besideMany = last(packer.pack(job, elsewhere(1_000), news));

        assertThat(alone.lines()).hasValueSatisfying(lines -> assertThat(lines).hasSizeGreaterThan(290_000));
        assertThat(besideFew.lines()).isPresent();
        assertThat(besideMany.lines()).isEmpty();
        assertThat(OutcomeLines.unpack(store.getLines(job, besideMany.key().orElseThrow()))).hasSize(2);
    }

    private static Part last(PartPacker.Packed packed) {
        return packed.parts().get(packed.parts().size() - 1);
    }

    private static List<Part> elsewhere(int count) {
        return LongStream.range(0, count).mapToObj(index -> new Part(IndexRuns.of(index, index + 1), 1, 0,
            Optional.empty(), Optional.of("at" + index))).toList();
    }

    /** A value that packing makes a quarter smaller at most. */
    private static Outcome large(long index, Random random) {
        byte[] bytes = new byte[150_000];
        random.nextBytes(bytes);
        return Outcome.value(index, "\"" + Base64.getEncoder().encodeToString(bytes) + "\"");
    }
}
