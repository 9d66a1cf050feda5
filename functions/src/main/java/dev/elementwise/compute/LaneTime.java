package dev.elementwise.compute;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * Who has the time of an invocation's lanes: each of its batches that of the lanes on which its elements run, and all
 * of them together, in equal parts, that of lanes that run nothing. Safe for use by several threads.
 *
 * @param <T> what stands for a batch
 */
final class LaneTime<T> {

    private final int lanes;
    private final Clock clock;
    private final Map<T, Account> accounts = new HashMap<>();
    private Instant last;

    private static final class Account {

        private final IntSupplier busy;
        private double nanos;

        private Account(IntSupplier busy) {
            this.busy = busy;
        }
    }

    /** @param lanes how many elements run at the same time */
    LaneTime(int lanes, Clock clock) {
        this.lanes = lanes;
        this.clock = clock;
        this.last = clock.instant();
    }

    /**
     * A batch comes.
     *
     * @param busy on how many lanes its elements run now
     */
    synchronized void enter(T batch, IntSupplier busy) {
        goOn();
        accounts.put(batch, new Account(busy));
    }

    /** A batch goes. */
    synchronized void leave(T batch) {
        goOn();
        accounts.remove(batch);
    }

    /** How many nanoseconds of a lane a batch has had so far; none, if it is not there. */
    synchronized double nanosOf(T batch) {
        goOn();
        Account account = accounts.get(batch);
        return account == null ? 0 : account.nanos;
    }

    /** Shares the time since it was last shared, as lanes are busy now; to be called every now and then. */
    synchronized void goOn() {
        Instant now = clock.instant();
        if (!now.isAfter(last)) {
            return;
        }
        double passed = Duration.between(last, now).toNanos();
        last = now;
        Map<Account, Integer> busy = new HashMap<>();
        int all = 0;
        for (Account account : accounts.values()) {
            int own = account.busy.getAsInt();
            busy.put(account, own);
            all += own;
        }
        double idle = (double) Math.max(0, lanes - all) / Math.max(1, busy.size());
        // Right after one element another has begun: a lane may be seen twice.
        double scale = all > lanes ? (double) lanes / all : 1;
        busy.forEach((account, own) -> account.nanos += passed * (own * scale + idle));
    }
}
