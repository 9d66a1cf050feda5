package dev.elementwise.model;

import dev.elementwise.job.IndexRun;
import dev.elementwise.job.Job;
import dev.elementwise.store.InstalmentStore;
import dev.elementwise.store.InstalmentStore.Instalment;
import dev.elementwise.store.InstalmentStore.OpenJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/**
 * Which of an order's elements stands at an index of its open job: the parts are there in the order in which they were
 * reserved, each once and without holes.
 */
final class Parts implements LongUnaryOperator {

    private record Place(IndexRun indices, long first) {
    }

    private final List<Place> places = new ArrayList<>();
    private final Job job;

    /** @throws Violation if the parts do not lie side by side */
    Parts(Order order, Job job, InstalmentStore instalments) {
        this.job = job;
        OpenJob open = instalments.find(job.id()).orElseThrow();
        if (order.parts().get(0) > 0) {
            places.add(new Place(new IndexRun(0, order.parts().get(0)), 0));
        }
        for (int part = 1; part < order.parts().size(); part++) {
            String key = Order.keyOf(part);
            Optional<Instalment> instalment =
                open.find(key).or(() -> instalments.findFinished(job.spec(), key));
            long first = order.firstOf(part);
            int size = order.parts().get(part);
            instalment.ifPresent(found -> {
                Invariants.check(found.indices().size() == size, job, "has " + key + " at " + found.indices());
                places.add(new Place(found.indices(), first));
            });
        }
        places.sort((one, other) -> Long.compare(one.indices().from(), other.indices().from()));
        long next = 0;
        for (Place place : places) {
            Invariants.check(place.indices().from() == next, job, "has its parts at " + places);
            next = place.indices().to();
        }
        Invariants.check(next == job.spec().total(), job, "has its parts at " + places);
    }

    @Override
    public long applyAsLong(long index) {
        for (Place place : places) {
            if (index >= place.indices().from() && index < place.indices().to()) {
                return place.first() + index - place.indices().from();
            }
        }
        throw new Violation("Job " + job.id() + " has an outcome of " + index + ", which nobody has added: " + job);
    }
}
