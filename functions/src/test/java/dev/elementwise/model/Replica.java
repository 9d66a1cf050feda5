package dev.elementwise.model;

import dev.elementwise.job.Block;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import dev.elementwise.job.JobSpec;
import dev.elementwise.store.BlockStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is read where a copy of the table answers that may be a second behind. */
final class Replica {

    private static final Duration LAG = Duration.ofSeconds(1);

    private final World world;
    private final Map<JobId, Seen> seen = new HashMap<>();
    private final Map<BlockKey, Former> former = new HashMap<>();

    private record Seen(@Nullable Object answer, Instant at) {
    }

    private record BlockKey(JobId job, int block) {
    }

    /** A block before the last that was put in its place. */
    private record Former(Block block, Instant replacedAt) {
    }

    Replica(World world) {
        this.world = world;
    }

    /** Makes a call; a glance gives what it gives now, or what it has given or would have given a moment ago. */
    @Nullable Object proceed(Ports.Call call) throws Throwable {
        boolean ofBlocks = call.port() instanceof BlockStore && call.method().getDeclaringClass() == BlockStore.class;
        if (call.name().equals("glance")) {
            return ofBlocks ? glanceAtBlocks(call) : glanceAtJob(call);
        }
        return ofBlocks && call.name().equals("put") ? put(call) : call.proceed();
    }

    private @Nullable Object put(Ports.Call call) throws Throwable {
        JobSpec job = call.argument(JobSpec.class);
        int number = call.argument(Integer.class);
        Block before = ((BlockStore) call.port()).find(job, number);
        Object done = call.proceed();
        if (Boolean.TRUE.equals(done)) {
            former.put(new BlockKey(job.id(), number), new Former(before, world.clock().instant()));
        }
        return done;
    }

    private List<Block> glanceAtBlocks(Ports.Call call) throws Throwable {
        JobId job = call.argument(JobSpec.class).id();
        int first = (Integer) call.arguments()[1];
        List<Block> shown = new ArrayList<>();
        for (Object now : (List<?>) call.proceed()) {
            Former before = former.get(new BlockKey(job, first + shown.size()));
            boolean lags = before != null && world.clock().instant().isBefore(before.replacedAt().plus(LAG))
                && world.random().nextBoolean();
            shown.add(lags ? before.block() : (Block) now);
        }
        return shown;
    }

    private @Nullable Object glanceAtJob(Ports.Call call) throws Throwable {
        JobId job = call.argument(JobId.class);
        Instant now = world.clock().instant();
        Seen before = seen.get(job);
        if (before != null && now.isBefore(before.at().plus(LAG)) && world.random().nextBoolean()) {
            return before.answer();
        }
        Object answer = call.proceed();
        if (isNew(answer, now) && world.random().nextBoolean()) {
            return Optional.empty();
        }
        seen.put(job, new Seen(answer, now));
        return answer;
    }

    private static boolean isNew(@Nullable Object answer, Instant now) {
        return answer instanceof Optional<?> found && found.orElse(null) instanceof Job job
            && now.isBefore(job.spec().createdAt().plus(LAG));
    }
}
