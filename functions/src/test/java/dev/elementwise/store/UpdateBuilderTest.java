package dev.elementwise.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class UpdateBuilderTest {

    @Test
    void clausesStandInTheirOrderWhateverThatOfTheCalls() {
        Table.Update update = new UpdateBuilder().remove("a").ifAbsent("b").set("b", Item.number(1))
            .add("c", AttributeValue.fromSs(List.of("x"))).setEntry("d", "a", Item.number(2))
            .ifEqual("c", Item.number(3)).build();

        assertThat(update.expression()).isEqualTo("SET #n1 = :v0, #n3.#n0 = :v2 REMOVE #n0 ADD #n2 :v1");
        assertThat(update.condition()).contains("attribute_not_exists(#n1) AND #n2 = :v3");
        assertThat(update.names()).isEqualTo(Map.of("#n0", "a", "#n1", "b", "#n2", "c", "#n3", "d"));
        assertThat(update.values()).hasSize(4).containsEntry(":v3", Item.number(3));
    }

    @Test
    void updateWithoutConditionsHasNone() {
        Table.Update update = new UpdateBuilder().removeEntry("m", "k").build();

        assertThat(update.expression()).isEqualTo("REMOVE #n0.#n1");
        assertThat(update.condition()).isEqualTo(Optional.empty());
        assertThat(update.values()).isEmpty();
    }
}
