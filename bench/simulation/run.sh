#!/bin/sh
# Simulates jobs in virtual time: run.sh PLOT.svg SCENARIO..., for instance
#   bench/simulation/run.sh /tmp/plot.svg 100:even 100:pareto 1000:even:ramp=standard:ideal=20
# What a scenario can say: bench/simulation/src/main/java/dev/elementwise/simulation/ScenarioText.java
set -e
cd "$(dirname "$0")/../.."
if [ ! -d functions/target/lib ] || [ ! -d bench/simulation/target/classes ]; then
    mvn -q -B -pl bench/simulation -am package -DskipTests
fi
exec java -XX:+UseParallelGC -Djdk.virtualThreadScheduler.parallelism=1 -Xmx"${SIMULATION_HEAP:-8g}" \
    -cp 'bench/simulation/target/classes:functions/target/classes:functions/target/lib/*' \
    dev.elementwise.simulation.Main "$@"
