package dev.elementwise.emulator.lambda;

import dev.elementwise.emulator.lambda.InvocationResult.Failure;
import java.util.List;
import java.util.Optional;

/** Hears what becomes of an execution environment. Called without any lock held. */
interface EnvironmentListener {

    /** It has started, and can take as many invocations as it has places. */
    void started(ExecutionEnvironment environment, int places);

    /** It can take one more invocation, for it has ended one. */
    void idle(ExecutionEnvironment environment);

    /**
     * It takes no more, and will be gone when what it works on has ended.
     *
     * @param untouched invocations that were given to it and that it never saw
     */
    void retired(ExecutionEnvironment environment, List<FunctionInvocation> untouched);

    /**
     * It is gone.
     *
     * @param initFailure why, if it never got as far as serving
     * @param untouched invocations that were given to it and that it never saw
     */
    void ended(ExecutionEnvironment environment, Optional<Failure> initFailure, List<FunctionInvocation> untouched);
}
