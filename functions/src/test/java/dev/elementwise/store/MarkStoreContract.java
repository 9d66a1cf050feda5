package dev.elementwise.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.time.SettableClock;
import org.junit.jupiter.api.Test;

/** What every {@link MarkStore} keeps to. */
public abstract class MarkStoreContract {

    private final JobSpec job = Jobs.list(1, 1, new SettableClock());

    protected abstract MarkStore store();

    @Test
    void markIsThereOnceLeftAndOnlyForItsJob() {
        assertThat(store().isMarked(job, "others#0")).isFalse();

        store().mark(job, "others#0");
        store().mark(job, "others#0");

        assertThat(store().isMarked(job, "others#0")).isTrue();
        assertThat(store().isMarked(job, "others#1")).isFalse();
        assertThat(store().isMarked(Jobs.list(1, 1, new SettableClock()), "others#0")).isFalse();
    }

    @Test
    void startsAreNotedElementByElement() {
        assertThat(store().noteStart(job, 7, "first")).containsExactly("first");
        assertThat(store().noteStart(job, 7, "second")).containsExactlyInAnyOrder("first", "second");
        assertThat(store().noteStart(job, 7, "second")).containsExactlyInAnyOrder("first", "second");
        assertThat(store().noteStart(job, 8, "first")).containsExactly("first");
    }

    @Test
    void forgottenStartsAreNotedNoMore() {
        store().noteStart(job, 7, "first");

        store().forgetStarts(job, 7);

        assertThat(store().noteStart(job, 7, "second")).containsExactly("second");
    }
}
