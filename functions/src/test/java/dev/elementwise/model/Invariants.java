package dev.elementwise.model;

import dev.elementwise.job.Block;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Outcome;
import dev.elementwise.job.OutcomeLines;
import dev.elementwise.job.Part;
import dev.elementwise.job.Status;
import dev.elementwise.json.Json;
import dev.elementwise.reduce.Reduction;
import dev.elementwise.reduce.Reductions;
import dev.elementwise.store.Origins;
import dev.elementwise.store.InMemoryStore;
import dev.elementwise.store.InstalmentStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What must hold of a job when nothing goes on any more. */
final class Invariants {

    private final InMemoryStore store;
    private final InstalmentStore instalments;
    private final Reductions reductions;
    private final boolean purged;

    /** @param purged whether messages were lost for good, and with them the elements of lists */
    Invariants(InMemoryStore store, InstalmentStore instalments, Reductions reductions, boolean purged) {
        this.store = store;
        this.instalments = instalments;
        this.reductions = reductions;
        this.purged = purged;
    }

    void check(Client client, Job job) {
        check(client, job, client.order().isOpen() ? new Parts(client.order(), job, instalments) : index -> index);
    }

    /** A retry has the elements that failed, under their indices. */
    void checkRetry(Client client, Job retried, Job retry) {
        LongUnaryOperator origin = origins(retry.spec());
        LongUnaryOperator element = client.order().isOpen()
            ? new Parts(client.order(), retried, instalments) : index -> index;
        Set<Long> origins = LongStream.range(0, retry.spec().total()).map(origin).boxed()
            .collect(Collectors.toCollection(TreeSet::new));
        Set<Long> failed = outcomes(client.order(), retried, element).values().stream()
            .filter(outcome -> !outcome.succeeded()).map(Outcome::index).collect(Collectors.toCollection(TreeSet::new));
        check(retried.status() == Status.COMPLETED ? failed.equals(origins) : failed.containsAll(origins), retry,
            "has the elements " + origins + ", and failed have " + failed);
        check(origins.size() == retry.spec().total(), retry, "has an element twice");
        check(client, retry, index -> element.applyAsLong(origin.applyAsLong(index)));
    }

    private LongUnaryOperator origins(JobSpec job) {
        return index -> new Origins(store, job, job.blockOf(index)).applyAsLong(index);
    }

    /** @param element which of the order's elements the job has at an index */
    private void check(Client client, Job job, LongUnaryOperator element) {
        Map<Long, Outcome> outcomes = outcomes(client.order(), job, element);
        outcomes.values().forEach(outcome -> check(client.order(), job, outcome, element));
        check(job.hasEnded(), job, "hangs");
        long failed = outcomes.values().stream().filter(outcome -> !outcome.succeeded()).count();
        check(job.failed() <= failed && job.succeeded() <= outcomes.size() - failed, job, "counts what is not there");
        switch (job.status()) {
            case COMPLETED -> checkCompleted(job, outcomes, failed);
            case FAILED -> checkFailed(client.order(), job);
            default -> check(job.status() == Status.CANCELLED && client.hasCancelled(), job,
                "is cancelled, but nobody asked for it");
        }
    }

    private void checkCompleted(Job job, Map<Long, Outcome> outcomes, long failed) {
        long bytes = outcomes.values().stream().filter(outcome -> !job.spec().discardsValues() || !outcome.succeeded())
            .mapToLong(outcome -> outcome.line().length + outcome.element().map(element -> element.length).orElse(0))
            .sum();
        check(job.tally().effort().resultBytes() == bytes, job, "counts other bytes than the " + bytes + " it has");
        check(!hasTooManyBytes(job), job, "is completed with more bytes than it may have");
        check(outcomes.size() == job.spec().total(), job, "is completed with " + outcomes.size() + " outcomes");
        check(job.failed() == failed && job.succeeded() + job.failed() == outcomes.size(), job,
            "counts other than its blocks have");
        reductions.of(job.spec()).ifPresent(reduction -> checkReduced(job, reduction, outcomes));
    }

    /** The result is that of all values, taken in their order, to the last bit. */
    private void checkReduced(Job job, Reduction reduction, Map<Long, Outcome> outcomes) {
        LongUnaryOperator shown = origins(job.spec());
        Reduction.Result expected =
            reduction.result(reduction.partial(List.copyOf(outcomes.values()), shown).stream().toList());
        List<String> partials = store.partials(job);
        Reduction.Result reduced = store.findReduced(job.spec(), partials).map(Reduction.Result::read)
            .orElseGet(() -> reduction.result(partials));
        check(Json.write(reduced.value()).equals(Json.write(expected.value()))
            && reduced.error().equals(expected.error()), job, "is reduced to " + reduced + " instead of " + expected);
    }

    private void checkFailed(Order order, Job job) {
        check(job.ending().orElseThrow().reason().isPresent(), job, "has failed without a reason");
        boolean tooMany = order.tolerated().isPresent() && job.failed() > order.tolerated().getAsLong();
        boolean lost = purged && job.spec().range().isEmpty();
        check(lost || tooMany || hasTooManyBytes(job), job, "is given up");
    }

    /** All outcomes that count, by their indices; a value that was discarded as it has to be. */
    private Map<Long, Outcome> outcomes(Order order, Job job, LongUnaryOperator element) {
        Map<Long, Outcome> outcomes = new TreeMap<>();
        JobSpec spec = job.spec();
        for (int number = 0; number < spec.blocks(); number++) {
            Block block = spec.hasSoleBlock() ? job.soleBlock() : store.find(spec, number);
            for (Part part : block.parts()) {
                List<Outcome> all = new ArrayList<>(lines(job, part));
                if (spec.discardsValues()) {
                    check(all.stream().noneMatch(Outcome::succeeded), job, "keeps values that are to be discarded");
                    addDiscarded(order, part, element, all);
                }
                add(job, part, all, outcomes);
            }
        }
        return outcomes;
    }

    private static boolean hasTooManyBytes(Job job) {
        return job.tally().effort().resultBytes() > job.spec().maxResultBytes().orElseThrow();
    }

    private static void addDiscarded(Order order, Part part, LongUnaryOperator element, List<Outcome> all) {
        Set<Long> kept = all.stream().map(Outcome::index).collect(Collectors.toSet());
        part.credited().runs().forEach(run -> LongStream.range(run.from(), run.to())
            .filter(index -> !kept.contains(index)).forEach(index -> {
                long place = element.applyAsLong(index);
                all.add(Outcome.value(index, Json.write(
                    ModelTask.value(order.elements().get((int) place).kind(), order.value(place)))));
            }));
    }

    private static void add(Job job, Part part, List<Outcome> all, Map<Long, Outcome> outcomes) {
        check(all.size() == part.credited().size(), job, "has a part that is credited with other than it has");
        long failed = all.stream().filter(outcome -> !outcome.succeeded()).count();
        check(part.failed() == failed && part.succeeded() == all.size() - failed, job,
            "has a part that counts other than its lines are");
        all.forEach(outcome -> check(outcomes.put(outcome.index(), outcome) == null, job,
            "has two outcomes of " + outcome.index()));
    }

    private List<Outcome> lines(Job job, Part part) {
        try {
            return OutcomeLines.unpack(
                    part.lines().orElseGet(() -> store.getLines(job.spec(), part.key().orElseThrow())))
                .stream().filter(outcome -> part.credited().contains(outcome.index())).toList();
        } catch (IllegalStateException e) {
            throw new Violation("Job " + job.id() + " has a part without lines", e);
        }
    }

    private static void check(Order order, Job job, Outcome outcome, LongUnaryOperator place) {
        long index = place.applyAsLong(outcome.index());
        check(index >= 0 && index < order.elements().size(), job, "has an outcome of " + outcome.index());
        Element element = order.elements().get((int) index);
        Map<?, ?> line = (Map<?, ?>) Objects.requireNonNull(Json.read(outcome.line()));
        Set<String> errors = order.isEndless() ? Element.Kind.SPINS.errors() : element.kind().errors();
        if (line.get("error") instanceof Map<?, ?> error) {
            check(errors.contains(String.valueOf(error.get("type"))), job,
                "blames element " + index + ", which is " + element + ": " + error);
        } else {
            Object value = ModelTask.value(element.kind(), order.value(index));
            check(!order.isEndless() && value.equals(line.get("value")), job,
                "has a value of element " + index + ", which is " + element + ": " + line);
        }
    }

    static void check(boolean holds, Job job, String otherwise) {
        if (!holds) {
            throw new Violation("Job " + job.id() + " " + otherwise + ": " + job);
        }
    }
}
