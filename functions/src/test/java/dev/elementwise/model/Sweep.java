package dev.elementwise.model;

import dev.elementwise.queue.QueueUnavailableException;
import dev.elementwise.reduce.Reductions;
import dev.elementwise.store.StoreUnavailableException;
import dev.elementwise.sweep.Sweeper;
import dev.elementwise.task.Catalogue;
import java.time.Duration;

/** One run of the sweeper. */
final class Sweep implements Runnable {

    private static final Duration TIME = Duration.ofMinutes(9);

    private final World world;
    private final Sweeper sweeper;

    Sweep(Process process, Ports ports, Catalogue catalogue, long largestSpan) {
        this.world = process.world();
        this.sweeper = new Sweeper(
            new Sweeper.Stores(ports.jobs(), ports.blocks(), ports.progress(), ports.watches()),
            new Reductions(catalogue), new Sweeper.Outlet(ports.forks(), largestSpan), world.clock());
    }

    @Override
    public void run() {
        try {
            sweeper.sweep(world.clock().instant().plus(TIME));
        } catch (StoreUnavailableException | QueueUnavailableException e) {
            world.say(() -> "The next sweep goes on: " + e.getMessage());
        }
    }
}
