package dev.elementwise.acceptance.calls;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Has a function log every request that it sends to AWS, repeats included. The SDK finds it by its name on the
 * function's class path.
 *
 * @see <a href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/using-execution-interceptors.html">
 *     Execution interceptors</a>
 */
public final class CallLog implements ExecutionInterceptor {

    static final String MARK = "calls ";
    static final String RESOURCE = "software/amazon/awssdk/global/handlers/execution.interceptors";

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        System.out.println(MARK + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    }
}
