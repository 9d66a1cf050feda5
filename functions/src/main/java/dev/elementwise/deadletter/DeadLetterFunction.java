package dev.elementwise.deadletter;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.elementwise.deployment.Deployment;
import dev.elementwise.queue.Deliveries;

/** Takes the queues' dead letters. */
public final class DeadLetterFunction implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final DeadLetters deadLetters;

    /** For Lambda. */
    public DeadLetterFunction() {
        this(Deployment.ofEnvironment());
    }

    private DeadLetterFunction(Deployment deployment) {
        this(new DeadLetters(deployment.jobs(), deployment.queues().forks().queue()));
    }

    DeadLetterFunction(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return Deliveries.failures(deadLetters.take(Deliveries.of(event)));
    }
}
