package dev.elementwise.compute;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What dies as a whole: a function's execution environment, or a child of it. */
final class VirtualProcess {

    private final Turns turns;
    private final Optional<VirtualProcess> parent;
    private final Set<Turns.Actor> actors = new LinkedHashSet<>();
    private final List<Runnable> mourners = new ArrayList<>();
    private Runnable lastWords = () -> { };
    private boolean dead;

    VirtualProcess(Turns turns) {
        this.turns = turns;
        this.parent = Optional.empty();
    }

    /** A child, which does not outlive its parent. */
    VirtualProcess(VirtualProcess parent) {
        this.turns = parent.turns;
        this.parent = Optional.of(parent);
        parent.whenDead(this::die);
    }

    /** The environment that this process belongs to. */
    VirtualProcess environment() {
        return parent.orElse(this);
    }

    Turns turns() {
        return turns;
    }

    Turns.Actor start(Runnable work) {
        Turns.Actor actor = turns.start(this, work);
        actors.add(actor);
        return actor;
    }

    void ended(Turns.Actor actor) {
        actors.remove(actor);
    }

    void whenDead(Runnable mourner) {
        mourners.add(mourner);
    }

    /** What the process does before it ends in order. */
    void whenExits(Runnable words) {
        lastWords = words;
    }

    boolean isDead() {
        return dead;
    }

    void requireAlive() {
        if (dead) {
            throw new Turns.Death();
        }
    }

    /** Ends in order, with its last words, while its other actors go on. */
    void exit() {
        lastWords.run();
        die();
    }

    /** Ends without a word. An actor that is running ends at its next step. */
    void die() {
        if (!dead) {
            dead = true;
            List.copyOf(actors).forEach(turns::wake);
            List.copyOf(mourners).forEach(Runnable::run);
        }
    }
}
