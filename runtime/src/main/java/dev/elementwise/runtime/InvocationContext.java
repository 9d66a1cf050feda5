package dev.elementwise.runtime;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import org.jspecify.annotations.Nullable;

/** What a handler can ask about its invocation. */
record InvocationContext(Invocation invocation, FunctionSettings settings) implements Context {

    @Override
    public String getAwsRequestId() {
        return invocation.requestId();
    }

    @Override
    public String getLogGroupName() {
        return settings.logGroup();
    }

    @Override
    public String getLogStreamName() {
        return settings.logStream();
    }

    @Override
    public String getFunctionName() {
        return settings.name();
    }

    @Override
    public String getFunctionVersion() {
        return settings.version();
    }

    @Override
    public String getInvokedFunctionArn() {
        return invocation.functionArn();
    }

    @Override
    public @Nullable CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    public @Nullable ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
        return (int) (invocation.deadline().toEpochMilli() - System.currentTimeMillis());
    }

    @Override
    public int getMemoryLimitInMB() {
        return settings.memoryMegabytes();
    }

    @Override
    public String getXrayTraceId() {
        return invocation.trace();
    }

    @Override
    public LambdaLogger getLogger() {
        return LambdaRuntime.getLogger();
    }
}
