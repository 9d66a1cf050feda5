package dev.elementwise.compute;

import dev.elementwise.json.Json;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A JVM that runs elements and reducers, spoken to over its standard input and output. */
final class ChildProcess implements Child {

    private static final int BUFFER = 64 * 1024;
    private static final Duration STARTUP = Duration.ofSeconds(15);
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    private final Process process;
    private final DataOutputStream elements;
    private final DataInputStream outcomes;
    private final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> readiness = new LinkedBlockingQueue<>();
    private final Map<Computations.Key, Integer> opened = new HashMap<>();
    /** A thread of its own, for a child that is out of memory may stop reading. */
    private final ExecutorService writer = Executors.newSingleThreadExecutor(work -> daemon(work, "child-elements"));
    private int inFlight;

    private ChildProcess(Process process) {
        this.process = process;
        this.elements = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), BUFFER));
        this.outcomes = new DataInputStream(new BufferedInputStream(process.getInputStream(), BUFFER));
    }

    /** @throws IsolationException if it can't be started, or is not ready in time */
    static ChildProcess start(ProcessBuilder command) {
        ChildProcess child;
        try {
            child = new ChildProcess(command.start());
        } catch (IOException e) {
            throw new IsolationException("No child can be started", e);
        }
        daemon(child::read, "child-outcomes").start();
        boolean ready = false;
        try {
            ready = child.poll(child.readiness, STARTUP).orElse(false);
        } finally {
            if (!ready) {
                child.close();
            }
        }
        if (!ready) {
            throw new IsolationException("A child was started but is not ready to run elements");
        }
        return child;
    }

    @Override
    public void run(int position, SpanWork work, int within) {
        inFlight++;
        Computations.Key key = Computations.Key.of(work.span());
        Integer known = opened.putIfAbsent(key, opened.size());
        int computation = known == null ? opened.size() - 1 : known;
        byte[] element = Json.write(work.element(within)).getBytes(StandardCharsets.UTF_8);
        ChildFrames.Running running =
            new ChildFrames.Running(position, computation, work.index(within), element);
        write(() -> {
            if (known == null) {
                ChildFrames.write(elements, new ChildFrames.Opening(computation, key));
            }
            ChildFrames.write(elements, running);
        });
    }

    @Override
    public void call(ReducerCall call) {
        inFlight++;
        write(() -> ChildFrames.write(elements, call));
    }

    /** What writes frames. */
    @FunctionalInterface
    private interface Frames {

        void write() throws IOException;
    }

    private void write(Frames frames) {
        writer.execute(() -> writeNow(frames));
    }

    private void writeNow(Frames frames) {
        try {
            frames.write();
            elements.flush();
        } catch (IOException e) {
            // It is dead or about to be: whoever reads its outcomes finds that out.
            process.destroyForcibly();
        }
    }

    private void read() {
        String how = "it wrote what is no report";
        try {
            readiness.add(outcomes.readUnsignedByte() == ChildFrames.READY);
            Optional<Report> report = readReport();
            while (report.isPresent()) {
                reports.add(report.get());
                report = readReport();
            }
        } catch (IOException e) {
            how = exit();
        } finally {
            readiness.add(false);
            process.destroyForcibly();
            reports.add(new Report.Died(how));
        }
    }

    /** Empty if it is none. */
    private Optional<Report> readReport() throws IOException {
        return switch (outcomes.readUnsignedByte()) {
            case ChildFrames.ENDED -> Optional.of(ChildFrames.readEnded(outcomes));
            case ChildFrames.ANSWERED -> Optional.of(ChildFrames.readAnswered(outcomes));
            default -> Optional.empty();
        };
    }

    private String exit() {
        try {
            return process.waitFor(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)
                ? "exit status " + process.exitValue() : "it closed its output";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "it closed its output";
        }
    }

    @Override
    public Optional<Report> await(Duration patience) {
        Optional<Report> report = poll(reports, patience);
        inFlight -= report.isPresent() ? 1 : 0;
        return report;
    }

    private <T> Optional<T> poll(BlockingQueue<T> queue, Duration patience) {
        try {
            return Optional.ofNullable(queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a child was running elements", e);
        }
    }

    /** Lets an idle child close what it opened; ends any other at once, with the processes that it started. */
    @Override
    public void close() {
        writer.shutdownNow();
        try {
            if (inFlight == 0) {
                process.getOutputStream().close();
                process.waitFor(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
            }
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            process.waitFor(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
