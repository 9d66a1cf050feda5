package dev.elementwise.sweep;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.elementwise.deployment.Deployment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks after jobs that stand still, whenever the schedule says so. */
public final class SweeperFunction implements RequestHandler<Map<String, Object>, @Nullable Void> {

    /** What a look that has begun may take. */
    private static final Duration RESERVE = Duration.ofSeconds(60);

    private final Sweeper sweeper;
    private final Clock clock;

    /** For Lambda. */
    public SweeperFunction() {
        this(Deployment.ofEnvironment());
    }

    private SweeperFunction(Deployment deployment) {
        this(new Sweeper(new Sweeper.Stores(deployment.jobs(), deployment.blocks(), deployment.progress(),
            deployment.watches()), deployment.queues().forks().queue(), deployment.clock()), deployment.clock());
    }

    SweeperFunction(Sweeper sweeper, Clock clock) {
        this.sweeper = sweeper;
        this.clock = clock;
    }

    @Override
    public @Nullable Void handleRequest(Map<String, Object> event, Context context) {
        Instant end = clock.instant().plusMillis(context.getRemainingTimeInMillis());
        sweeper.sweep(end.minus(RESERVE));
        return null;
    }
}
