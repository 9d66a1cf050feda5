package dev.elementwise.compute;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.elementwise.deployment.Deployment;
import dev.elementwise.event.SqsEvents;
import dev.elementwise.queue.Deliveries;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Computes the elements that messages of the two queues ask for. */
public final class ComputeFunction implements RequestStreamHandler {

    private final Worker worker;

    /** For Lambda. */
    public ComputeFunction() {
        this(worker(Deployment.ofEnvironment()));
    }

    ComputeFunction(Worker worker) {
        this.worker = worker;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        SqsEvents.write(Deliveries.failures(worker.work(Deliveries.of(SqsEvents.read(event)))), answer);
    }

    private static Worker worker(Deployment deployment) {
        Worker.Stores stores = new Worker.Stores(deployment.jobs(), deployment.blocks(), deployment.progress(),
            deployment.marks());
        return new Worker(new Worker.Tools(deployment.catalogue(), stores, deployment.queues(),
            Limits.of(deployment.settings().elementLimit()), deployment.clock(), Halt.PROCESS),
            new ForkJoinLanes(Cores.ofThisFunction(), deployment.clock()));
    }
}
