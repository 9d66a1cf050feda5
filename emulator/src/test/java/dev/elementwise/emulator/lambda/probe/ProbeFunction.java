package dev.elementwise.emulator.lambda.probe;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Does what its event says: {@code "verb argument"}. */
public final class ProbeFunction implements RequestStreamHandler {
    private int served;

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        String command = new String(event.readAllBytes(), StandardCharsets.UTF_8).replace("\"", "");
        String[] words = command.split(" ", 2);
        answer.write(('"' + run(words[0], words.length > 1 ? words[1] : "", context) + '"')
                .getBytes(StandardCharsets.UTF_8));
    }

    private String run(String verb, String argument, Context context) {
        served++;
        switch (verb) {
            case "exit":
                Runtime.getRuntime().halt(Integer.parseInt(argument));
                return "";
            case "memory":
                return fillMemory();
            case "hang":
                return hang();
            case "throw":
                throw new IllegalStateException(argument);
            case "print":
                System.out.println(argument);
                return argument;
            case "variable":
                return String.valueOf(System.getenv(argument));
            case "large":
                return "x".repeat(Integer.parseInt(argument));
            case "served":
                return Integer.toString(served);
            case "process":
                return Long.toString(ProcessHandle.current().pid());
            case "context":
                return context.getFunctionName() + " " + context.getMemoryLimitInMB() + " "
                        + (context.getRemainingTimeInMillis() > 0) + " " + context.getInvokedFunctionArn();
            case "trace":
                return context.getXrayTraceId() + " " + System.getProperty("com.amazonaws.xray.traceHeader");
            default:
                return argument;
        }
    }

    private static String fillMemory() {
        List<byte[]> all = new ArrayList<>();
        while (true) {
            all.add(new byte[1 << 20]);
        }
    }

    private static String hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "";
    }
}
