package dev.elementwise.emulator.lambda.probe;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.List;

/** Fails the messages whose body is {@code fail}. */
public final class EventFunction implements RequestHandler<SQSEvent, SQSBatchResponse> {

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        List<SQSBatchResponse.BatchItemFailure> failures = event.getRecords().stream()
                .peek(message -> System.out.println(message.getBody() + " "
                        + message.getAttributes().get("ApproximateReceiveCount") + " " + message.getEventSourceArn()))
                .filter(message -> message.getBody().equals("fail"))
                .map(message -> new SQSBatchResponse.BatchItemFailure(message.getMessageId())).toList();
        return new SQSBatchResponse(failures);
    }
}
