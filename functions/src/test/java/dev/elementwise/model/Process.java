package dev.elementwise.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Something that dies as a whole: a function's execution environment, or a child of it. */
public final class Process {

    private final World world;
    private final Optional<Process> parent;
    private final Set<Fiber> fibers = new LinkedHashSet<>();
    private final List<Runnable> mourners = new ArrayList<>();
    private final int number;
    private boolean dead;
    private boolean spared;
    private Runnable lastWords = () -> { };

    public Process(World world) {
        this(world, Optional.empty());
    }

    /** A child, which does not outlive its parent. */
    public Process(Process parent) {
        this(parent.world, Optional.of(parent));
        parent.whenDead(this::die);
    }

    private Process(World world, Optional<Process> parent) {
        this.world = world;
        this.parent = parent;
        this.number = world.nextProcess();
    }

    @Override
    public String toString() {
        return "Process " + number;
    }

    public World world() {
        return world;
    }

    /** The execution environment that this is, or is a child in. */
    public Process environment() {
        return parent.orElse(this);
    }

    /** Nothing goes wrong with it any more but by its own fault. */
    void spare() {
        spared = true;
    }

    boolean isSpared() {
        return spared;
    }

    public boolean isDead() {
        return dead;
    }

    /** Lets something happen when the process dies. */
    public void whenDead(Runnable mourner) {
        mourners.add(mourner);
    }

    /** What the process does before it ends in order. */
    public void whenExits(Runnable words) {
        lastWords = words;
    }

    /** Ends in order, with its last words, while its other fibers go on. */
    public void exit() {
        lastWords.run();
        die();
    }

    /** Ends every fiber of the process; one that is running ends at its next step. */
    public void die() {
        if (!dead) {
            dead = true;
            List.copyOf(fibers).forEach(world::wake);
            List.copyOf(mourners).forEach(Runnable::run);
        }
    }

    /** The fibers that wait for something. */
    public List<Fiber> waiting() {
        return fibers.stream().filter(fiber -> fiber.waiting() != null).toList();
    }

    void requireAlive() {
        if (dead) {
            throw new Death();
        }
    }

    void began(Fiber fiber) {
        fibers.add(fiber);
    }

    void ended(Fiber fiber) {
        fibers.remove(fiber);
    }
}
