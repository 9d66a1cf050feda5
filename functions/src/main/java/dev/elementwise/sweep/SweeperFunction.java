package dev.elementwise.sweep;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.elementwise.deployment.Deployment;
import dev.elementwise.reduce.Reductions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Looks after jobs that stand still, whenever the schedule says so; what else its event says is not looked at. */
public final class SweeperFunction implements RequestStreamHandler {

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
            deployment.watches()), new Reductions(deployment.catalogue()), deployment.queues().forks().queue(),
            deployment.clock()), deployment.clock());
    }

    SweeperFunction(Sweeper sweeper, Clock clock) {
        this.sweeper = sweeper;
        this.clock = clock;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        Instant end = clock.instant().plusMillis(context.getRemainingTimeInMillis());
        sweeper.sweep(end.minus(RESERVE));
        answer.write("null".getBytes(StandardCharsets.UTF_8));
    }
}
