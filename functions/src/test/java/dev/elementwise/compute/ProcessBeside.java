package dev.elementwise.compute;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Runs work in actors of a process. */
record ProcessBeside(VirtualProcess process) implements Beside {

    private static final Duration FOR_EVER = Duration.ofDays(1);

    @Override
    public Task start(Runnable work) {
        Started started = new Started(process.turns());
        process.start(() -> started.run(work));
        return started;
    }

    @Override
    public void pause(Duration time) {
        process.turns().sleep(time);
    }

    private static final class Started implements Task {

        private final Turns turns;
        private Turns.@Nullable Actor joining;
        private @Nullable OutOfMemoryError thrown;
        private boolean over;

        private Started(Turns turns) {
            this.turns = turns;
        }

        private void run(Runnable work) {
            try {
                work.run();
            } catch (OutOfMemoryError e) {
                thrown = e;
            }
            over = true;
            if (joining != null) {
                turns.wake(joining);
            }
        }

        @Override
        public void join() {
            if (!over) {
                joining = turns.running();
                turns.sleep(FOR_EVER);
            }
            if (thrown != null) {
                throw thrown;
            }
        }
    }
}
