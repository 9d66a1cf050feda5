package dev.elementwise.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.InputStream;
import java.io.OutputStream;

/** A function's code behind one shape: JSON in, JSON out. */
interface InvocationHandler {

    /** @throws Throwable what the function's code throws, unwrapped */
    void handle(InputStream event, OutputStream answer, Context context) throws Throwable;
}
