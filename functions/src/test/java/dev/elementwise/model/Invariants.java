package dev.elementwise.model;

import dev.elementwise.job.Block;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Outcome;
import dev.elementwise.job.OutcomeLines;
import dev.elementwise.job.Part;
import dev.elementwise.job.Status;
import dev.elementwise.json.Json;
import dev.elementwise.store.BlockStore;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** What must hold of a job when nothing goes on any more. */
final class Invariants {

    private final BlockStore blocks;
    private final boolean purged;

    /** @param purged whether messages were lost for good, and with them the elements of lists */
    Invariants(BlockStore blocks, boolean purged) {
        this.blocks = blocks;
        this.purged = purged;
    }

    void check(Client client, Job job) {
        Map<Long, Outcome> outcomes = outcomes(job);
        outcomes.values().forEach(outcome -> check(client.order(), job, outcome));
        check(job.hasEnded(), job, "hangs");
        long failed = outcomes.values().stream().filter(outcome -> !outcome.succeeded()).count();
        check(job.failed() <= failed && job.succeeded() <= outcomes.size() - failed, job, "counts what is not there");
        switch (job.status()) {
            case COMPLETED -> checkCompleted(job, outcomes.size(), failed);
            case FAILED -> checkFailed(client.order(), job);
            default -> check(job.status() == Status.CANCELLED && client.hasCancelled(), job,
                "is cancelled, but nobody asked for it");
        }
    }

    private static void checkCompleted(Job job, long outcomes, long failed) {
        check(outcomes == job.spec().total(), job, "is completed with " + outcomes + " outcomes");
        check(job.failed() == failed && job.succeeded() + job.failed() == outcomes, job,
            "counts other than its blocks have");
    }

    private void checkFailed(Order order, Job job) {
        check(job.ending().orElseThrow().reason().isPresent(), job, "has failed without a reason");
        boolean tooMany = order.tolerated().isPresent() && job.failed() > order.tolerated().getAsLong();
        boolean lost = purged && job.spec().range().isEmpty();
        check(lost || tooMany, job, "is given up");
    }

    /** All outcomes that count. */
    private Map<Long, Outcome> outcomes(Job job) {
        Map<Long, Outcome> outcomes = new TreeMap<>();
        JobSpec spec = job.spec();
        for (int number = 0; number < spec.blocks(); number++) {
            Block block = spec.hasSoleBlock() ? job.soleBlock() : blocks.find(spec, number);
            for (Part part : block.parts()) {
                add(job, part, outcomes);
            }
        }
        return outcomes;
    }

    private void add(Job job, Part part, Map<Long, Outcome> outcomes) {
        long credited = 0;
        long failed = 0;
        for (Outcome outcome : OutcomeLines.unpack(lines(job, part))) {
            if (part.credited().contains(outcome.index())) {
                credited++;
                failed += outcome.succeeded() ? 0 : 1;
                check(outcomes.put(outcome.index(), outcome) == null, job, "has two outcomes of " + outcome.index());
            }
        }
        check(part.credited().size() == credited && part.failed() == failed && part.succeeded() == credited - failed,
            job, "has a part that counts other than its lines are");
    }

    private byte[] lines(Job job, Part part) {
        try {
            return part.lines().orElseGet(() -> blocks.getLines(job.spec(), part.key().orElseThrow()));
        } catch (IllegalStateException e) {
            throw new Violation("Job " + job.id() + " has a part without lines", e);
        }
    }

    private static void check(Order order, Job job, Outcome outcome) {
        long index = outcome.index();
        check(index >= 0 && index < order.elements().size(), job, "has an outcome of " + index);
        Element element = order.elements().get((int) index);
        Map<?, ?> line = (Map<?, ?>) Json.read(new String(outcome.line(), StandardCharsets.UTF_8));
        if (line.get("error") instanceof Map<?, ?> error) {
            check(element.kind().errors().contains(String.valueOf(error.get("type"))), job,
                "blames element " + index + ", which is " + element + ": " + error);
        } else {
            check(ModelTask.value(element.kind(), order.value(index)).equals(line.get("value")), job,
                "has a value of element " + index + ", which is " + element + ": " + line);
        }
    }

    static void check(boolean holds, Job job, String otherwise) {
        if (!holds) {
            throw new Violation("Job " + job.id() + " " + otherwise + ": " + job);
        }
    }
}
