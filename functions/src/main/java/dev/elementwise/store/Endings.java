package dev.elementwise.store;

import dev.elementwise.job.Ending;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How an ending stands in an update of a job's item. */
final class Endings {

    private Endings() {
    }

    /** Ends a job that has not ended, and takes it out of watch. */
    static UpdateBuilder end(Ending ending, UpdateBuilder update) {
        update.set(JobItem.STATUS, AttributeValue.fromS(ending.status().name()))
            .set(JobItem.ENDED, JobItem.millis(ending.at())).remove(WatchAttributes.SHARD);
        ending.reason().ifPresent(reason -> update.set(JobItem.REASON, AttributeValue.fromS(reason)));
        return update;
    }
}
