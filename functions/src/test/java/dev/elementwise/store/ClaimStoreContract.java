package dev.elementwise.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.Jobs;
import dev.elementwise.store.ClaimStore.Claim;
import dev.elementwise.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link ClaimStore} keeps to. */
public abstract class ClaimStoreContract {

    protected final SettableClock clock = new SettableClock();
    private final String key = UUID.randomUUID().toString();

    /** A store on this test's clock. */
    protected abstract ClaimStore store();

    @Test
    void freeKeyIsTakenAndTheNextSeesWhoHasIt() {
        Claim first = claim("hash");

        assertThat(store().take(first)).isEmpty();
        assertThat(store().take(claim("other"))).contains(first);
    }

    @Test
    void sameKeyOfAnotherCallerIsAnotherKey() {
        Claim mine = claim("hash");
        store().take(mine);

        assertThat(store().take(new Claim("somebody else", key, mine.job(), "hash", mine.leaseUntil(),
            mine.expiresAt()))).isEmpty();
    }

    @Test
    void ofManyAtOnceOneTakesTheKey() {
        long won = IntStream.range(0, 16).parallel().filter(i -> store().take(claim("hash")).isEmpty()).count();

        assertThat(won).isEqualTo(1);
    }

    @Test
    void expiredClaimIsFree() {
        store().take(claim("hash"));

        clock.forward(Duration.ofMinutes(2));

        assertThat(store().take(claim("other"))).isEmpty();
    }

    @Test
    void leaseIsRenewedOnceOnly() {
        Claim held = claim("hash");
        store().take(held);
        Instant until = held.leaseUntil().plusSeconds(30);

        assertThat(store().renew(held, until)).isTrue();
        assertThat(store().renew(held, until.plusSeconds(1))).isFalse();

        assertThat(store().take(claim("hash"))).contains(held.withLease(until));
    }

    private Claim claim(String hash) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Claim(Jobs.CALLER, key, Jobs.list(1, 1, clock).id(), hash, now.plusSeconds(30),
            now.plusSeconds(60).truncatedTo(ChronoUnit.SECONDS));
    }
}
