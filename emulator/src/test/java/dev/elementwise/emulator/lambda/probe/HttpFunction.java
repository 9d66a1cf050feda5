package dev.elementwise.emulator.lambda.probe;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Answers every request with the variables that tell where queues and tables are. */
public final class HttpFunction implements RequestStreamHandler {

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        event.readAllBytes();
        System.out.println("asked");
        String body = System.getenv("QUEUE_URL") + " " + System.getenv("AWS_ENDPOINT_URL_SQS") + " "
                + System.getenv("TABLE_NAME") + " " + System.getenv("AWS_ENDPOINT_URL_DYNAMODB") + " "
                + System.getenv("GREETING");
        answer.write(("{\"statusCode\":200,\"body\":\"" + body + "\"}").getBytes(StandardCharsets.UTF_8));
    }
}
