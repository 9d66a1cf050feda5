#!/usr/bin/env bash
# Builds and runs the microbenchmarks; arguments go to JMH: 'bench/jmh/run.sh ElementBenchmark -f 1'.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

mvn -q -B -ntp -Dmaven.test.skip=true -Dmdep.outputFile=target/classpath -Dmdep.includeScope=runtime \
    -pl bench/jmh -am package dependency:build-classpath
exec java -cp "bench/jmh/target/classes:$(cat bench/jmh/target/classpath)" org.openjdk.jmh.Main "$@"
