package dev.elementwise.simulation;

import java.util.Locale;

/** A result as a row of a Markdown table. */
final class Row {

    static final String HEADER = """
        | functions | lanes of each | elements | costs | known | ramp | slice | bound | makespan | over the bound \
        | busiest key, write units/s | calls per million elements | calls to compute \
        | $ per million elements |
        |--:|--:|--:|---|---|---|--:|--:|--:|--:|--:|--:|--:|--:|""";

    private Row() {
    }

    static String of(Result result) {
        Scenario scenario = result.scenario();
        return String.format(Locale.ROOT,
            "| %,d | %d | %,d | %s | %s | %s | %s s | %.1f s | %.1f s | %.3f | %,d (%s) | %,.0f | %.1f %% | %.2f |",
            scenario.functions(), scenario.lanes(), scenario.elements(), scenario.costs().name(),
            scenario.remembered() ? "yes" : "no", scenario.ramp().name(), number(scenario.slice().toMillis() / 1e3),
            result.bound(), result.makespan(), result.ratio(), result.hottest(), result.hottestKind(),
            result.callsPerMillion(), 100 * result.callShare(), result.dollarsPerMillion());
    }

    /** What a table has no room for. */
    static String details(Result result) {
        Ledger ledger = result.ledger();
        return String.format(Locale.ROOT, "  %s %s: %.3f of work/cores + longest; %d at once, %d invocations "
                + "of %.2f s, %d messages, %d queue requests, %d writes of %d units, %.1f read units, %d puts refused; "
                + "billed %.3f of the work; busiest keys %s; writes %s",
            scenario(result), result.scenario().slice(), result.ratioToSum(),
            result.mostBusy(), ledger.invocations(), result.span(), ledger.messages(), ledger.queueRequests(),
            ledger.writes(), ledger.writeUnits(), ledger.readUnits(), ledger.refused(),
            ledger.billedSeconds() * result.scenario().lanes() / result.work(), ledger.hottest(),
            ledger.writesByKind());
    }

    private static String scenario(Result result) {
        Scenario scenario = result.scenario();
        return scenario.functions() + " x " + scenario.lanes() + " lanes, " + scenario.costs().name();
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
