package dev.elementwise.deadletter;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.elementwise.deployment.Deployment;
import dev.elementwise.event.SqsEvents;
import dev.elementwise.queue.Deliveries;
import dev.elementwise.queue.Span;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Takes the queues' dead letters. */
public final class DeadLetterFunction implements RequestStreamHandler {

    private final DeadLetters deadLetters;

    /** For Lambda. */
    public DeadLetterFunction() {
        this(Deployment.ofEnvironment());
    }

    private DeadLetterFunction(Deployment deployment) {
        this(new DeadLetters(deployment.jobs(), deployment.queues().forks().queue(), Span.LARGEST));
    }

    DeadLetterFunction(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        SqsEvents.write(Deliveries.failures(deadLetters.take(Deliveries.of(SqsEvents.read(event)))), answer);
    }
}
