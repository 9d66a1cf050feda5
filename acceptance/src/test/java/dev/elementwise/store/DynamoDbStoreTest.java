package dev.elementwise.store;

import dev.elementwise.acceptance.parts.LocalParts;
import dev.elementwise.acceptance.parts.SharedParts;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** The stores' contracts, kept by DynamoDB with the keys and the index of the template. */
@ExtendWith(SharedParts.class)
final class DynamoDbStoreTest {

    private final Table table;

    DynamoDbStoreTest(LocalParts parts) {
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
        private final ProgressStore store = new DynamoDbProgressStore(table);
        private final JobStore jobs = new DynamoDbJobStore(table, clock);

        @Override
        protected ProgressStore store() {
            return store;
        }

        @Override
        protected JobStore jobs() {
            return jobs;
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
            return new DynamoDbProgressStore(table);
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
        private final ProgressStore progress = new DynamoDbProgressStore(table);

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
