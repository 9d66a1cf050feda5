package dev.elementwise.compute;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.elementwise.concurrent.Threads;
import dev.elementwise.deployment.Deployment;
import dev.elementwise.event.SqsEvents;
import dev.elementwise.queue.Deliveries;
import dev.elementwise.queue.Delivery;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Computes the elements that messages of the two queues ask for. */
public final class ComputeFunction implements RequestStreamHandler {

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final Worker worker;
    private final Clock clock;

    /** For Lambda. */
    public ComputeFunction() {
        this(Deployment.ofEnvironment());
    }

    private ComputeFunction(Deployment deployment) {
        this(worker(deployment), deployment.clock());
        // An element that calls System.exit takes all others along: they need not wait for the queue to miss them.
        Runtime.getRuntime().addShutdownHook(new Thread(worker::giveBack, "give-back"));
    }

    ComputeFunction(Worker worker, Clock clock) {
        this.worker = worker;
        this.clock = clock;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        // Elements may have set them, and what comes now is none of theirs.
        System.setOut(out);
        System.setErr(err);
        Instant deadline = clock.instant().plusMillis(context.getRemainingTimeInMillis());
        List<Delivery> deliveries = Deliveries.of(SqsEvents.read(event));
        SqsEvents.write(Deliveries.failures(worker.work(deliveries, deadline)), answer);
    }

    private static Worker worker(Deployment deployment) {
        Worker.Stores stores = new Worker.Stores(deployment.jobs(), deployment.blocks(), deployment.progress(),
            deployment.marks(), deployment.costs());
        return new Worker(new Worker.Tools(deployment.catalogue(), stores, deployment.queues(),
            Limits.of(deployment.settings().elementLimit()).withWorkers(deployment.settings().computeConcurrency()),
            deployment.clock(), Halt.PROCESS,
            ChildCommand.isolation(deployment.settings().withFaultTask()), Beside.in(Threads.daemons("batch"))),
            new ForkJoinLanes(Cores.ofThisFunction(), deployment.clock()));
    }
}
