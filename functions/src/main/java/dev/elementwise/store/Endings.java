package dev.elementwise.store;

import dev.elementwise.job.Ending;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How an ending is assigned in an update of a job's item. */
final class Endings {

    private Endings() {
    }

    /**
     * The assignments, for the end of a SET clause; behind them the job is taken out of watch. Their names and values
     * are added, {@code #status} among them for the condition.
     */
    static String assign(Ending ending, Map<String, String> names, Map<String, AttributeValue> values) {
        names.put("#status", JobItem.STATUS);
        names.put("#ended", JobItem.ENDED);
        values.put(":status", AttributeValue.fromS(ending.status().name()));
        values.put(":ended", JobItem.millis(ending.at()));
        String assignments = "#status = :status, #ended = :ended";
        if (ending.reason().isPresent()) {
            names.put("#reason", JobItem.REASON);
            values.put(":reason", AttributeValue.fromS(ending.reason().get()));
            assignments += ", #reason = :reason";
        }
        names.put("#watch", WatchAttributes.SHARD);
        return assignments + " REMOVE #watch";
    }
}
