package dev.elementwise.emulator.lambda.probe;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;

/** Can't be created. */
public final class BrokenFunction implements RequestHandler<Map<String, Object>, String> {

    public BrokenFunction() {
        throw new IllegalArgumentException("no such table");
    }

    @Override
    public String handleRequest(Map<String, Object> event, Context context) {
        return "";
    }
}
