package dev.elementwise.simulation;

import java.util.Map;

/**
 * What came of a scenario.
 *
 * @param makespan seconds from the submit to the job's end
 * @param work seconds that one core takes for all elements
 * @param longest seconds of the longest element
 * @param mostBusy the most invocations at the same time
 */
record Result(Scenario scenario, double makespan, double work, double longest, int mostBusy, Ledger ledger) {

    private static final AwsPrices PRICES = AwsPrices.LISTED;

    /** What no schedule can beat. */
    double bound() {
        return Math.max(work / scenario.cores(), longest);
    }

    double ratio() {
        return makespan / bound();
    }

    /** The makespan against what a schedule that knows no costs can promise with one giant. */
    double ratioToSum() {
        return makespan / (work / scenario.cores() + longest);
    }

    /** Dollars for the time of the functions. */
    double compute() {
        return ledger.billedSeconds() * scenario.gigabytes() * PRICES.gigabyteSecond();
    }

    /** Dollars for calls to queue and store. */
    double calls() {
        return ledger.queueRequests() * PRICES.queueRequest() + ledger.writeUnits() * PRICES.writeUnit()
            + ledger.readUnits() * PRICES.readUnit();
    }

    double callShare() {
        return calls() / compute();
    }

    double dollarsPerMillion() {
        return (compute() + calls() + ledger.invocations() * PRICES.invocation()) / scenario.elements() * 1e6;
    }

    double callsPerMillion() {
        return (double) (ledger.queueRequests() + ledger.writes()) / scenario.elements() * 1e6;
    }

    /** How long a worker is busy with a message, in seconds. */
    double span() {
        return ledger.billedSeconds() / ledger.invocations();
    }

    long hottest() {
        return ledger.hottest().values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    String hottestKind() {
        return ledger.hottest().entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey)
            .orElse("");
    }
}
