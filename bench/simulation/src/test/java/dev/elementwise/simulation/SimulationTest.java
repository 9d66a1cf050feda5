package dev.elementwise.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the simulation runs at all, and gives what it must. */
final class SimulationTest {

    @ParameterizedTest
    @ValueSource(strings = {"4:even:ideal=10", "4:pareto:ideal=10", "4:giant:ideal=10", "4:even:ideal=10:known=false",
        "10:even:ideal=10:ramp=standard", "10:even:ideal=10:ramp=20", "20:pareto:ideal=10:lanes=1:shape=2:longest=2"})
    void jobEndsWithEveryElementCountedAndNoSoonerThanItCan(String scenario) {
        Result result = new Simulation(ScenarioText.parse(scenario)).run();

        assertThat(result.ratio()).isGreaterThan(1).isLessThan(4);
        assertThat(result.mostBusy()).isLessThanOrEqualTo(result.scenario().functions());
    }

    @Test
    void sameScenarioTakesTheSameCourseEachTime() {
        String scenario = "5:pareto:ideal=10";

        Result one = new Simulation(ScenarioText.parse(scenario)).run();
        Result other = new Simulation(ScenarioText.parse(scenario)).run();

        assertThat(other.makespan()).isEqualTo(one.makespan());
        assertThat(other.ledger().messages()).isEqualTo(one.ledger().messages());
    }

    @Test
    void slowRampTakesLongerThanNone() {
        Result none = new Simulation(ScenarioText.parse("20:even:ideal=5")).run();
        Result standard = new Simulation(ScenarioText.parse("20:even:ideal=5:ramp=standard")).run();

        assertThat(standard.makespan()).isGreaterThan(none.makespan());
    }

    @Test
    void costsHaveTheMeanAndTheLongestThatWereAskedFor() {
        Costs costs = Costs.pareto(new Costs.Pareto(1.5, 1_000_000, 50_000_000), 0);

        assertThat(costs.sum(1_000_000) / 1_000_000).isBetween(950_000.0, 1_050_000.0);
        assertThat(costs.longest(1_000_000)).isEqualTo(50_000_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2:pareto:shape=1", "2:pareto:longest=0.001"})
    void costsThatCannotBeAreRefused(String scenario) {
        assertThatThrownBy(() -> ScenarioText.parse(scenario)).isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("shape above 1");
    }

    @Test
    void plotHasABarForEachResult() {
        Result result = new Simulation(ScenarioText.parse("2:even:ideal=3")).run();

        assertThat(Plot.of(List.of(result, result)).lines().filter(line -> line.contains("2 x 6 lanes, even")))
            .hasSize(2);
    }
}
