package dev.elementwise.emulator.lambda;

import dev.elementwise.emulator.lambda.InvocationResult.Failure;
import java.util.Optional;

/** Hears what becomes of an execution environment. Called without any lock held. */
interface EnvironmentListener {

    /** It can take an invocation: it has started, or ended the one before. */
    void idle(ExecutionEnvironment environment);

    /**
     * It is gone.
     *
     * @param initFailure why, if it never got as far as serving
     * @param untouched an invocation that was given to it and that it never saw
     */
    void ended(ExecutionEnvironment environment, Optional<Failure> initFailure, Optional<FunctionInvocation> untouched);
}
