package dev.elementwise.model;

import org.jspecify.annotations.Nullable;

/** Something of a process that runs on its own, when it is its turn. */
public final class Fiber {

    private final World world;
    private final Process process;
    private final Runnable body;
    private @Nullable Turn turn;
    private @Nullable Error blow;
    private @Nullable Moment waiting;

    Fiber(World world, Process process, Runnable body) {
        this.world = world;
        this.process = process;
        this.body = body;
    }

    World world() {
        return world;
    }

    public Process process() {
        return process;
    }

    /** What it is waiting for, if it is not running. */
    @Nullable Moment waiting() {
        return waiting;
    }

    void waitFor(@Nullable Moment moment) {
        waiting = moment;
    }

    /** Lets an error come out of what the fiber is waiting in. */
    void strike(Error error) {
        blow = error;
        world.wake(this);
    }

    void give(Carriers carriers) {
        if (turn == null) {
            turn = carriers.carry(this);
        }
        turn.give();
    }

    /** Waits until it is this fiber's turn again, and dies if its process has died. */
    void await() {
        if (turn != null) {
            turn.await();
        }
        process.requireAlive();
        Error struck = blow;
        if (struck != null) {
            blow = null;
            throw struck;
        }
    }

    void run() {
        try {
            process.requireAlive();
            body.run();
        } catch (Death e) {
            // It was to die.
        } catch (Throwable e) {
            world.fail(e);
        } finally {
            process.ended(this);
        }
    }
}
