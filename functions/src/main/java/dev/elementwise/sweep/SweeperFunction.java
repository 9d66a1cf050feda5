package dev.elementwise.sweep;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.elementwise.compute.ChildReducers;
import dev.elementwise.deployment.Deployment;
import dev.elementwise.reduce.Reductions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Looks after jobs that stand still, whenever the schedule says so; what else its event says is not looked at. A task's
 * own reducers are called in a child, for one that has taken down its workers would end this process, too.
 */
public final class SweeperFunction implements RequestStreamHandler {

    /** What a look that has begun may take. */
    private static final Duration RESERVE = Duration.ofSeconds(60);

    private final Sweeper sweeper;
    private final ChildReducers reducers;
    private final Clock clock;

    /** For Lambda. */
    public SweeperFunction() {
        this(Deployment.ofEnvironment());
    }

    private SweeperFunction(Deployment deployment) {
        this.reducers = ChildReducers.ofThisFunction(deployment.settings().withFaultTask(), Reductions.LIMIT);
        this.clock = deployment.clock();
        this.sweeper = new Sweeper(new Sweeper.Stores(deployment.jobs(), deployment.blocks(), deployment.progress(),
            deployment.watches()), new Reductions(deployment.catalogue(), reducers::of),
            deployment.queues().forks().queue(), clock);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        Instant end = clock.instant().plusMillis(context.getRemainingTimeInMillis());
        try (reducers) {
            sweeper.sweep(end.minus(RESERVE));
        }
        answer.write("null".getBytes(StandardCharsets.UTF_8));
    }
}
