package dev.elementwise.compute;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.elementwise.deployment.Deployment;
import dev.elementwise.queue.Deliveries;

/** Computes the elements that messages of the two queues ask for. */
public final class ComputeFunction implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final Worker worker;

    /** For Lambda. */
    public ComputeFunction() {
        this(worker(Deployment.ofEnvironment()));
    }

    ComputeFunction(Worker worker) {
        this.worker = worker;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return Deliveries.failures(worker.work(Deliveries.of(event)));
    }

    private static Worker worker(Deployment deployment) {
        Worker.Stores stores = new Worker.Stores(deployment.jobs(), deployment.blocks(), deployment.progress(),
            deployment.marks());
        return new Worker(new Worker.Tools(deployment.catalogue(), stores, deployment.queues(),
            Limits.of(deployment.settings().elementLimit()), deployment.clock(), Halt.PROCESS),
            new ForkJoinLanes(Cores.ofThisFunction(), deployment.clock()));
    }
}
