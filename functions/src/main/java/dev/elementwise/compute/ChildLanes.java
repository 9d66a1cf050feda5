package dev.elementwise.compute;

import dev.elementwise.concurrent.Threads;
import dev.elementwise.job.Outcome;
import dev.elementwise.json.Json;
import dev.elementwise.reduce.Reductions;
import dev.elementwise.task.Catalogue;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;

/**
 * A child's side: runs the elements that it reads, and writes their outcomes; answers calls of reducers. For one
 * thread; has threads of its own, one for each element or call in flight.
 */
final class ChildLanes {

    private final Reductions reductions;
    private final Computations computations;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final Halt halt;
    private final ThreadLocal<CpuMeter> meters = CpuMeter.ofEachThread();
    private final Map<Integer, Computations.Key> opened = new HashMap<>();
    private final ExecutorService lanes = Threads.daemons("lane");

    /** @param halt what happens when an element exhausts the memory, or nobody reads outcomes any more */
    ChildLanes(Catalogue catalogue, DataInputStream in, DataOutputStream out, Halt halt) {
        this.reductions = new Reductions(catalogue);
        this.computations = new Computations(catalogue);
        this.in = in;
        this.out = out;
        this.halt = halt;
    }

    /** Runs until the worker closes its end, which it also does by dying; returns without waiting for elements. */
    void run() throws IOException {
        synchronized (out) {
            out.writeByte(ChildFrames.READY);
            out.flush();
        }
        try {
            while (true) {
                take(in.readUnsignedByte());
            }
        } catch (EOFException e) {
            lanes.shutdownNow();
        }
    }

    /** Closes what was opened for the elements, of which none may be running. */
    void close() {
        computations.close();
    }

    private void take(int kind) throws IOException {
        if (kind == ChildFrames.OPEN) {
            ChildFrames.Opening opening = ChildFrames.readOpening(in);
            opened.put(opening.computation(), opening.key());
        } else if (kind == ChildFrames.RUN) {
            ChildFrames.Running running = ChildFrames.readRunning(in);
            Computations.Key key = Objects.requireNonNull(opened.get(running.computation()));
            lanes.execute(() -> run(running, key));
        } else if (kind == ChildFrames.CALL) {
            ReducerCall call = ChildFrames.readCall(in);
            lanes.execute(() -> run(call));
        } else {
            throw new IOException("A frame of kind " + kind);
        }
    }

    private void run(ChildFrames.Running running, Computations.Key key) {
        try {
            CpuMeter meter = meters.get();
            Outcome outcome = computations.runner(key).run(running.index(), Json.read(running.element()))
                .taking(meter.tell());
            synchronized (out) {
                ChildFrames.write(out, new Child.Report.Ended(running.position(), outcome));
                out.flush();
            }
        } catch (Throwable e) {
            // No memory, or no worker: in both cases whoever is in flight here has no outcome.
            halt.halt();
        }
    }

    private void run(ReducerCall call) {
        try {
            Child.Report.Answered answered = new Child.Report.Answered(call.answer(reductions));
            synchronized (out) {
                ChildFrames.write(out, answered);
                out.flush();
            }
        } catch (Throwable e) {
            halt.halt();
        }
    }
}
