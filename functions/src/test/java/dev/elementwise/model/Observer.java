package dev.elementwise.model;

import dev.elementwise.job.Block;
import dev.elementwise.job.Ending;
import dev.elementwise.job.Input;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import dev.elementwise.job.JobSpec;
import dev.elementwise.queue.Span;
import dev.elementwise.store.BlockStore;
import dev.elementwise.store.InstalmentStore.OpenJob;
import dev.elementwise.store.JobStore;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at every job after every write to one, for what must hold at every moment. */
final class Observer {

    private final JobStore jobs;
    private final BlockStore blocks;
    private final Map<JobId, JobSpec> created = new LinkedHashMap<>();
    private final Map<JobId, Job> seen = new HashMap<>();
    private @Nullable Violation broken;

    Observer(JobStore jobs, BlockStore blocks) {
        this.jobs = jobs;
        this.blocks = blocks;
    }

    /** The jobs that were ever created, as they were created. */
    Map<JobId, JobSpec> created() {
        return created;
    }

    /** @throws Violation if one was seen, also where the engine has taken it for an error of its own and ended a process */
    void report() {
        if (broken != null) {
            throw broken;
        }
    }

    /** The ports with the observer behind them. */
    Ports behind(Ports ports) {
        return ports.with(call -> {
            Object answer = call.proceed();
            try {
                look(call);
            } catch (RuntimeException e) {
                // The engine would take it for the call's own.
                throw remembered(new Violation("The observer does not understand " + call.name(), e));
            } catch (Violation e) {
                throw remembered(e);
            }
            return answer;
        });
    }

    private Violation remembered(Violation violation) {
        broken = broken == null ? violation : broken;
        return violation;
    }

    private void look(Ports.Call call) {
        for (Object argument : call.arguments()) {
            if (argument instanceof JobSpec spec) {
                if (call.name().equals("create")) {
                    created.putIfAbsent(spec.id(), spec);
                }
                look(spec.id());
            } else if (argument instanceof OpenJob open) {
                look(open.job().id());
            } else if (argument instanceof JobId id) {
                look(id);
            } else if (call.name().equals("send") && argument instanceof List<?> spans) {
                spans.forEach(span -> compareWithPlan(((Span) span).job()));
            }
        }
    }

    private void look(JobId id) {
        Job now = jobs.find(id).orElse(null);
        if (now == null) {
            return;
        }
        Job before = seen.put(id, now);
        if (before != null && before.equals(now)) {
            return;
        }
        JobSpec plan = created.get(id);
        boolean open = plan.input() != Input.WHOLE;
        if (!now.spec().equals(open ? plan.with(now.spec().input(), now.spec().total()) : plan)) {
            throw new Violation("Job " + id + " has changed its plan: " + now.spec());
        }
        if (before != null) {
            compare(before, now);
        }
        compareWithBlocks(now);
    }

    /** A span's job has all but the label. */
    private void compareWithPlan(JobSpec job) {
        JobSpec plan = created.get(job.id());
        if (plan == null || !plan.createdAt().equals(job.createdAt()) || plan.blockSize() != job.blockSize()
            || (plan.input() == Input.WHOLE ? plan.total() != job.total() : job.total() < plan.total())) {
            throw new Violation("A span goes by another plan than its job: " + job + ", " + plan);
        }
    }

    private static void compare(Job before, Job now) {
        Optional<Ending> ended = before.ending();
        if (ended.isPresent() && !ended.equals(now.ending())) {
            throw new Violation("Job " + now.id() + " has ended again: " + ended + ", " + now.ending());
        }
        if (before.spec().total() > now.spec().total()
            || before.spec().input() == Input.CLOSED && !before.spec().equals(now.spec())) {
            throw new Violation("Job " + now.id() + " has lost elements: " + before + ", " + now);
        }
        if (before.published() && !now.published()) {
            throw new Violation("Job " + now.id() + " is not visible any more");
        }
        if (now.succeeded() < before.succeeded() || now.failed() < before.failed()) {
            throw new Violation("Job " + now.id() + " counts backwards: " + before + ", " + now);
        }
    }

    private void compareWithBlocks(Job job) {
        long succeeded = 0;
        long failed = 0;
        for (int number = 0; number < job.spec().blocks(); number++) {
            Block block = job.spec().hasSoleBlock() ? job.soleBlock() : blocks.find(job.spec(), number);
            succeeded += block.succeeded();
            failed += block.failed();
        }
        if (job.succeeded() > succeeded || job.failed() > failed) {
            throw new Violation("Job " + job.id() + " counts " + job.succeeded() + " + " + job.failed()
                + ", but its blocks have " + succeeded + " + " + failed);
        }
    }
}
