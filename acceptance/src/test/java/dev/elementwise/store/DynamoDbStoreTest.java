package dev.elementwise.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.acceptance.parts.LocalParts;
import dev.elementwise.acceptance.parts.SharedParts;
import dev.elementwise.job.Ending;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.ProgressTree;
import dev.elementwise.job.Status;
import dev.elementwise.job.Tally;
import dev.elementwise.store.InstalmentStore.OpenJob;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The stores' contracts, kept by DynamoDB with the keys and the index of the template. */
@ExtendWith(SharedParts.class)
final class DynamoDbStoreTest {

    private final LocalParts parts;
    private final Table table;

    DynamoDbStoreTest(LocalParts parts) {
        this.parts = parts;
        this.table = parts.table();
    }

    @Nested
    final class AsJobStore extends JobStoreContract {
        private final JobStore store = new DynamoDbJobStore(table, clock);

        @Override
        protected JobStore store() {
            return store;
        }
    }

    @Nested
    final class AsBlockStore extends BlockStoreContract {
        private final BlockStore store = new DynamoDbBlockStore(table);

        @Override
        protected BlockStore store() {
            return store;
        }
    }

    @Nested
    final class AsClaimStore extends ClaimStoreContract {
        private final ClaimStore store = new DynamoDbClaimStore(table, clock);

        @Override
        protected ClaimStore store() {
            return store;
        }
    }

    @Nested
    final class AsProgressStore extends ProgressStoreContract {
        private final ProgressStore store = new DynamoDbProgressStore(table, clock);
        private final JobStore jobs = new DynamoDbJobStore(table, clock);

        @Override
        protected ProgressStore store() {
            return store;
        }

        @Override
        protected JobStore jobs() {
            return jobs;
        }

        /** Each entry is charged by the whole item: 64,000 characters would be 63 write units. */
        @Test
        void longPartialsDoNotStandInTheItemOfTheirNode() {
            JobSpec job = Jobs.list(1_000, 10, clock);
            ProgressTree.Node inner = new ProgressTree.Node(1, 1);

            for (int child = 0; child < ProgressTree.FANOUT; child++) {
                store.enter(job, inner, Map.of(child, new Tally(10, 0).with(List.of("x".repeat(2_000)))),
                    clock.instant());
            }

            assertThat(table.find(Keys.node(job, inner)).orElseThrow().attributes().toString())
                .hasSizeLessThan(20_000);
            assertThat(store.partials(job, inner)).hasSize(32).containsOnly("x".repeat(2_000));
        }
    }

    @Nested
    final class AsCostStore extends CostStoreContract {
        private final CostStore store = new DynamoDbCostStore(table, clock);

        @Override
        protected CostStore store() {
            return store;
        }
    }

    @Nested
    final class AsInstalmentStore extends InstalmentStoreContract {
        private final JobStore jobs = new DynamoDbJobStore(table, clock);
        private final InstalmentStore store = new DynamoDbInstalmentStore(table, clock);

        @Override
        protected InstalmentStore store() {
            return store;
        }

        @Override
        protected JobStore jobs() {
            return jobs;
        }

        @Override
        protected ProgressStore progress() {
            return new DynamoDbProgressStore(table, clock);
        }

        @Test
        void inputThatGrowsJustBeforeItIsClosedStaysOpen() {
            JobSpec job = withElements(3);

            OpenJob open = close(job, () -> store.reserve(found(job), instalment("b", 3, 5)));

            assertThat(open.job().isOpen()).isTrue();
            assertThat(open.unfinished()).containsExactly(instalment("b", 3, 5));
        }

        /** All of its elements are counted, and so closing its input would have completed it. */
        @Test
        void jobThatIsCancelledJustBeforeItsInputIsClosedStaysCancelled() {
            JobSpec job = withElements(3);
            progress().enter(job, new ProgressTree(job).root(), Map.of(0, new Tally(3, 0)), clock.instant());

            OpenJob ended = close(job, () -> jobs.end(job.id(), Ending.cancelled(clock.instant())));

            assertThat(ended.job().status()).isEqualTo(Status.CANCELLED);
            assertThat(found(job).job().status()).isEqualTo(Status.CANCELLED);
        }

        @Test
        void jobWhoseLastElementIsCountedJustBeforeItsInputIsClosedEnds() {
            JobSpec job = withElements(3);
            Runnable count = () -> progress().enter(job, new ProgressTree(job).root(), Map.of(0, new Tally(3, 0)),
                clock.instant());

            assertThat(close(job, count).job().status()).isEqualTo(Status.COMPLETED);
        }

        /** Closes the input; something happens between what is read for that and the write. */
        private OpenJob close(JobSpec job, Runnable meanwhile) {
            AtomicBoolean happened = new AtomicBoolean();
            Table overtaken = parts.table(real -> (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class},
                (self, method, arguments) -> {
                    if (method.getName().equals("updateItem") && happened.compareAndSet(false, true)) {
                        meanwhile.run();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
            return new DynamoDbInstalmentStore(overtaken, clock).close(job.id(), clock.instant()).orElseThrow();
        }
    }

    @Nested
    final class AsMarkStore extends MarkStoreContract {
        private final MarkStore store = new DynamoDbMarkStore(table);

        @Override
        protected MarkStore store() {
            return store;
        }
    }

    @Nested
    final class AsWatchStore extends WatchStoreContract {
        private final WatchStore store = new DynamoDbWatchStore(table);
        private final JobStore jobs = new DynamoDbJobStore(table, clock);
        private final ProgressStore progress = new DynamoDbProgressStore(table, clock);

        @Override
        protected WatchStore store() {
            return store;
        }

        @Override
        protected JobStore jobs() {
            return jobs;
        }

        @Override
        protected ProgressStore progress() {
            return progress;
        }
    }
}
