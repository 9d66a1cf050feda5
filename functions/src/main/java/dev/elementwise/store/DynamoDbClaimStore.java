package dev.elementwise.store;

import dev.elementwise.job.JobId;
import dev.elementwise.store.Table.Condition;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keeps claims in DynamoDB, an item each. */
public final class DynamoDbClaimStore implements ClaimStore {

    private static final String LEASE = "leaseUntil";

    private final Table table;
    private final Clock clock;

    public DynamoDbClaimStore(Table table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    @Override
    public Optional<Claim> take(Claim claim) {
        Item item = Item.of(Keys.claim(claim.caller(), claim.key()), claim.expiresAt())
            .with("owner", claim.caller()).with("key", claim.key()).with("ofJob", claim.job().value())
            .with("bodyHash", claim.bodyHash()).with(LEASE, claim.leaseUntil().toEpochMilli());
        Condition free = new Condition("attribute_not_exists(#expires) OR #expires <= :now",
            Map.of("#expires", Item.EXPIRES), Map.of(":now", Item.number(clock.instant().getEpochSecond())));
        while (!table.put(item, free)) {
            Optional<Claim> held = table.find(item.string("id")).map(DynamoDbClaimStore::read);
            if (held.isPresent()) {
                return held;
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean renew(Claim held, Instant leaseUntil) {
        return table.update(Keys.claim(held.caller(), held.key()), new UpdateBuilder()
            .set(LEASE, JobItem.millis(leaseUntil)).ifEqual(LEASE, JobItem.millis(held.leaseUntil()))
            .ifEqual("ofJob", AttributeValue.fromS(held.job().value())).build());
    }

    private static Claim read(Item item) {
        return new Claim(item.string("owner"), item.string("key"), new JobId(item.string("ofJob")),
            item.string("bodyHash"), item.findInstant(LEASE).orElseThrow(),
            Instant.ofEpochSecond(item.number(Item.EXPIRES)));
    }
}
