package dev.elementwise.compute;

import dev.elementwise.model.Fiber;
import dev.elementwise.model.Process;
import dev.elementwise.model.World;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Runs work in fibers of a worker's process. */
final class FiberBeside implements Beside {

    private static final Duration LONG = Duration.ofHours(1);

    private final World world;
    private final Process process;

    FiberBeside(Process process) {
        this.world = process.world();
        this.process = process;
    }

    @Override
    public Task start(Runnable work) {
        Started started = new Started();
        world.spawn(process, () -> started.run(work));
        return started;
    }

    @Override
    public void pause(Duration time) {
        world.pass(time);
    }

    private final class Started implements Task {

        private boolean over;
        private @Nullable Fiber waiting;
        private @Nullable Error thrown;

        private void run(Runnable work) {
            try {
                work.run();
            } catch (OutOfMemoryError e) {
                thrown = e;
            } finally {
                over = true;
                if (waiting != null) {
                    world.wake(waiting);
                }
            }
        }

        @Override
        public void join() {
            while (!over) {
                waiting = world.running();
                world.pass(LONG);
                waiting = null;
            }
            if (thrown != null) {
                throw thrown;
            }
        }
    }
}
