package dev.elementwise.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.acceptance.parts.LocalParts;
import dev.elementwise.acceptance.parts.SharedParts;
import dev.elementwise.job.Block;
import dev.elementwise.job.Ending;
import dev.elementwise.job.IndexRun;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.ProgressTree;
import dev.elementwise.job.ProgressTree.Node;
import dev.elementwise.job.Tally;
import dev.elementwise.store.ClaimStore.Claim;
import dev.elementwise.store.InstalmentStore.Instalment;
import dev.elementwise.store.InstalmentStore.OpenJob;
import dev.elementwise.store.WatchStore.Watch;
import dev.elementwise.store.WatchStore.Watched;
import dev.elementwise.time.SettableClock;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nothing that is written stands in the table for ever. */
@ExtendWith(SharedParts.class)
final class ExpiryTest {

    private static final String KIND_OF_JOB = "job#[^#]+#([a-z]+).*";

    private final SettableClock clock = new SettableClock();
    private final Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    private final LocalParts parts;
    private final JobStore jobs;
    private final BlockStore blocks;
    private final ProgressStore progress;
    private final MarkStore marks;
    private final InstalmentStore instalments;
    private final ClaimStore claims;
    private final CostStore costs;
    private final WatchStore watches;

    /** Of several blocks and two levels of nodes. */
    private final JobSpec job = Jobs.list(1_000, 10, clock);
    private final Node inner = new Node(1, 0);
    private final Instalment instalment = new Instalment("a", "hash", new IndexRun(0, 1));
    private final Claim claim = new Claim(job.id().value(), "key", job.id(), "hash", now, now.plus(Duration.ofDays(1)));

    ExpiryTest(LocalParts parts) {
        this.parts = parts;
        this.jobs = new DynamoDbJobStore(parts.table(), clock);
        this.blocks = new DynamoDbBlockStore(parts.table());
        this.progress = new DynamoDbProgressStore(parts.table(), clock);
        this.marks = new DynamoDbMarkStore(parts.table());
        this.instalments = new DynamoDbInstalmentStore(parts.table(), clock);
        this.claims = new DynamoDbClaimStore(parts.table(), clock);
        this.costs = new DynamoDbCostStore(parts.table(), clock);
        this.watches = new DynamoDbWatchStore(parts.table());
    }

    @Test
    void everyKindOfItemHasItsEnd() {
        writeJob();
        writeBlocksAndNodes();
        writeWhatIsNoted();

        List<Item> written = itemsOf(job.id());

        assertThat(written.stream().map(ExpiryTest::kind).collect(Collectors.toSet())).isEqualTo(kinds());
        assertThat(written.stream().filter(item -> !endsAt(end(item), item)).map(item -> item.string("id")))
            .as("items without their end").isEmpty();
        assertThat(parts.timeToLive()).contains(Item.EXPIRES);
    }

    /** One that is made by a change to what has gone would have neither a job nor an end. */
    @Test
    void changeToWhatHasGoneMakesNothing() {
        Job gone = new Job(job, true, Optional.empty(), Tally.NONE, Optional.empty(), Block.EMPTY);
        Ending ending = Ending.cancelled(now);

        jobs.publish(job.id());
        jobs.start(job.id(), now);
        jobs.commit(job, new Block(1, List.of()), now, Optional.of(ending));
        jobs.end(job.id(), ending);
        progress.enter(job, new ProgressTree(job).root(), Map.of(0, new Tally(1, 0)), now);
        progress.finish(job, Map.of(0, new Tally(1_000, 0)), now, ending);
        instalments.reserve(new OpenJob(gone, List.of()), instalment);
        instalments.close(job.id(), now);
        claims.renew(claim, now);
        watches.watch(new Watched(gone, Watch.first(job)), Watch.first(job));

        assertThat(itemsOf(job.id())).isEmpty();
    }

    private void writeJob() {
        jobs.create(job, "\"" + "x".repeat(2_000) + "\"");
        jobs.publish(job.id());
        claims.take(claim);
        instalments.finish(job, instalment);
        blocks.putOrigins(job, 0, new long[] {7});
    }

    private void writeBlocksAndNodes() {
        blocks.putLines(job, "lines", new byte[1]);
        blocks.put(job, 0, new Block(1, List.of()));
        Map<Integer, Tally> entries = Map.of(0, new Tally(10, 0).with(List.of("x".repeat(2_000))));
        progress.takeTurn(job, inner, progress.enter(job, inner, entries, now).turnFrom(), now);
        progress.takeTurn(job, new Node(1, 1), Optional.empty(), now);
        progress.keepReduced(job, List.of("partial"), "result");
    }

    private void writeWhatIsNoted() {
        marks.mark(job, "split#0");
        marks.noteStart(job, 7, "start");
        marks.forgetStarts(job, 8);
        costs.putCost(job.id().value(), Duration.ofSeconds(1));
    }

    private List<Item> itemsOf(JobId id) {
        return parts.items().stream().map(Item::new).filter(item -> item.string("id").contains(id.value())).toList();
    }

    private static boolean endsAt(Instant end, Item item) {
        return item.findNumber(Item.EXPIRES).equals(OptionalLong.of(end.getEpochSecond()));
    }

    private Instant end(Item item) {
        return switch (kind(item)) {
            case "claim" -> claim.expiresAt();
            case "task" -> now.plus(CostStore.REMEMBERED);
            default -> job.expiresAt();
        };
    }

    /** What kind an item is of, called as what makes its key. */
    private static String kind(Item item) {
        String first = item.string("id").replaceAll("#.*", "");
        return first.equals("key") ? "claim" : item.string("id").replaceAll(KIND_OF_JOB, "$1").replaceAll("#.*", "");
    }

    private static Set<String> kinds() {
        return Arrays.stream(Keys.class.getDeclaredMethods())
            .filter(method -> !method.isSynthetic() && !Modifier.isPrivate(method.getModifiers()))
            .map(method -> method.getName()).collect(Collectors.toSet());
    }
}
