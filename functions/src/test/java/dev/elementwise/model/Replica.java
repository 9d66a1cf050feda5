package dev.elementwise.model;

import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is read where a copy of the table answers that may be a second behind. */
final class Replica {

    private static final Duration LAG = Duration.ofSeconds(1);

    private final World world;
    private final Map<JobId, Seen> seen = new HashMap<>();

    private record Seen(@Nullable Object answer, Instant at) {
    }

    Replica(World world) {
        this.world = world;
    }

    /** What the call gives now, or what it has given or would have given a moment ago. */
    @Nullable Object glance(Ports.Call call) throws Throwable {
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
