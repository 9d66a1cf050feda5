package dev.elementwise.store;

import dev.elementwise.time.SettableClock;
import org.junit.jupiter.api.Nested;

final class InMemoryStoreTest {

    @Nested
    final class AsJobStore extends JobStoreContract {
        private final InMemoryStore store = new InMemoryStore(clock);

        @Override
        protected JobStore store() {
            return store;
        }
    }

    @Nested
    final class AsBlockStore extends BlockStoreContract {
        private final InMemoryStore store = new InMemoryStore(new SettableClock());

        @Override
        protected BlockStore store() {
            return store;
        }
    }

    @Nested
    final class AsClaimStore extends ClaimStoreContract {
        private final InMemoryStore store = new InMemoryStore(clock);

        @Override
        protected ClaimStore store() {
            return store;
        }
    }

    @Nested
    final class AsProgressStore extends ProgressStoreContract {
        private final InMemoryStore store = new InMemoryStore(clock);

        @Override
        protected ProgressStore store() {
            return store;
        }

        @Override
        protected JobStore jobs() {
            return store;
        }
    }

    @Nested
    final class AsCostStore extends CostStoreContract {
        private final InMemoryStore store = new InMemoryStore(clock);

        @Override
        protected CostStore store() {
            return store;
        }
    }

    @Nested
    final class AsInstalmentStore extends InstalmentStoreContract {
        private final InMemoryStore jobs = new InMemoryStore(clock);
        private final InstalmentStore store = new InMemoryInstalmentStore(jobs);

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
            return jobs;
        }
    }

    @Nested
    final class AsMarkStore extends MarkStoreContract {
        private final InMemoryStore store = new InMemoryStore(new SettableClock());

        @Override
        protected MarkStore store() {
            return store;
        }
    }

    @Nested
    final class AsWatchStore extends WatchStoreContract {
        private final InMemoryStore store = new InMemoryStore(clock);

        @Override
        protected WatchStore store() {
            return store;
        }

        @Override
        protected JobStore jobs() {
            return store;
        }

        @Override
        protected ProgressStore progress() {
            return store;
        }
    }
}
