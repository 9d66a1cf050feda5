package dev.elementwise.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {

    @Test
    void textsThatAreNotLongStayAsTheyAre() {
        assertThat(Excerpt.of("x".repeat(1_000))).isEqualTo("x".repeat(1_000));
    }

    @Test
    void longTextsAreCutBetweenCharacters() {
        assertThat(Excerpt.of("x".repeat(1_001))).isEqualTo("x".repeat(1_000) + "\u2026");
        assertThat(Excerpt.of("x".repeat(999) + "\uD83D\uDE00")).isEqualTo("x".repeat(999) + "\u2026");
    }

    @Test
    void flawUnderALongNameIsShownAtThePlaceAroundIt() {
        Flaw flaw = new Flaw("/elements/3/" + "k".repeat(160_000) + "/0", "A field '" + "k".repeat(160_000) + "'.");

        assertThat(flaw.pointer()).isEqualTo("/elements/3");
        assertThat(flaw.detail()).hasSize(1_001).startsWith("A field 'kkk");
    }
}
