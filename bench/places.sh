#!/bin/sh
# Cold and warm latency in the three places of one machine, side by side: the emulator, `sam local`, LocalStack.
# Needs Docker and the SAM CLI. Starts and ends all of them.
# LOCALSTACK_URL: where a LocalStack answers that runs already; it is deployed to, and left as it is
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
started=
own_localstack=
trap end EXIT
trap 'exit 130' INT TERM

end() {
    for process in $started; do
        kill "$process" 2>/dev/null && wait "$process" 2>/dev/null || true
    done
    [ -z "$own_localstack" ] || localstack/down 2>/dev/null || true
    rm -rf "$work"
}

# wait_for FILE TEXT: until the program's output has it
wait_for() {
    tries=0
    until grep -q "$2" "$1"; do
        tries=$((tries + 1))
        [ "$tries" -lt 240 ] || { cat "$1" >&2; exit 1; }
        sleep 0.5
    done
}

if [ -n "${LOCALSTACK_URL:-}" ]; then
    sam build >"$work/build" 2>&1 || { cat "$work/build" >&2; exit 1; }
    address=$(localstack/deploy ApiKeyRequired=false)
else
    if curl -s -o /dev/null http://127.0.0.1:4566/_localstack/health; then
        echo "a LocalStack answers at port 4566 already: set LOCALSTACK_URL to use it, or end it" >&2
        exit 1
    fi
    own_localstack=yes
    localstack/up >"$work/localstack"
    address=$(sed -n 's/^  API  //p' "$work/localstack")
fi
api=${address#http://}
api=${LOCALSTACK_URL:-http://127.0.0.1:4566}/_aws/execute-api/${api%%.*}/v1

./elementwise up --port 3100 >"$work/up" 2>&1 &
started="$started $!"
wait_for "$work/up" "Ctrl-C ends it"
./elementwise up --only sqs,dynamodb,lambda --env-vars "$work/env.json" >"$work/parts" 2>&1 &
started="$started $!"
wait_for "$work/parts" "Ctrl-C ends it"
sam local start-api --port 3101 --env-vars "$work/env.json" >"$work/sam" 2>&1 &
started="$started $!"
wait_for "$work/sam" "Running on"

echo "before it: $(uptime)" >&2
java bench/Places.java emulator=http://127.0.0.1:3100 "sam local=http://127.0.0.1:3101" "LocalStack=$api"
echo "after it: $(uptime)" >&2
