package dev.elementwise.compute;

import dev.elementwise.simulation.Crew;
import java.time.Duration;

/** Runs work in fibers of a function's crew. */
record CrewBeside(Crew crew) implements Beside {

    @Override
    public Task start(Runnable work) {
        return crew.start(work)::join;
    }

    @Override
    public void pause(Duration time) {
        throw new IllegalStateException("Nobody waits for the end of a process that does not end");
    }
}
