package dev.elementwise.emulator.mapping;

import dev.elementwise.emulator.sqs.MessageQueue;
import dev.elementwise.emulator.sqs.ReceivedMessage;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Deletes of a batch what its function has proved to have succeeded, and nothing else. */
record FinishedBatch(FunctionTarget target, MessageQueue queue, Batch batch) {
    private static final int TRIES = 3;

    void answered(byte[] answer, boolean reportsFailures) {
        if (!reportsFailures) {
            deleteAllBut(Set.of());
            return;
        }
        BatchOutcome outcome = BatchOutcome.read(answer, batch.ids());
        if (outcome instanceof BatchOutcome.Failed failed) {
            deleteAllBut(failed.messageIds());
        } else if (outcome instanceof BatchOutcome.Unreadable unreadable) {
            failed("its answer is no list of failures: " + unreadable.why());
        }
    }

    void failed(String why) {
        queue.lastDelivery(batch.ids()).whenComplete((last, error) -> log("The batch of " + batch.messages().size()
                + " from " + queue.name() + " failed; " + (error == null ? left(last)
                : "what is left of it comes back when it is no longer hidden") + ": " + why));
    }

    private static String left(OptionalLong last) {
        if (last.isEmpty()) {
            return "the function has deleted all of it";
        }
        long hidden = last.getAsLong() - System.currentTimeMillis();
        return "what is left of it comes back " + (hidden <= 0 ? "at once"
                : "within " + TimeUnit.MILLISECONDS.toSeconds(hidden + 999) + " s");
    }

    private void deleteAllBut(Set<String> failed) {
        batch.messages().stream().filter(message -> !failed.contains(message.id()))
                .forEach(message -> delete(message, TRIES));
    }

    private void delete(ReceivedMessage message, int tries) {
        queue.delete(message.receiptHandle()).whenComplete((deleted, error) -> {
            if (error != null && tries > 1) {
                delete(message, tries - 1);
            } else if (error != null) {
                log("The message " + message.id() + " in " + queue.name() + " succeeded but could not be deleted ("
                        + error + "); it comes back when it is no longer hidden");
            }
        });
    }

    private void log(String line) {
        target.log().accept("[" + target.function() + "] " + line);
    }
}
