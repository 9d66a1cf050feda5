#!/bin/sh
# Cold and warm latency in the three places of one machine, side by side: the emulator, `sam local`, LocalStack.
# Needs Docker and the SAM CLI; LocalStack has to run (`docker compose -f localstack/compose.yaml up -d`).
# LOCALSTACK_URL: where it answers, http://127.0.0.1:4566 where it is not set
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
started=
trap 'for process in $started; do kill "$process" 2>/dev/null || true; done; rm -rf "$work"' EXIT

# wait_for FILE TEXT: until the program's output has it
wait_for() {
    tries=0
    until grep -q "$2" "$1"; do
        tries=$((tries + 1))
        [ "$tries" -lt 240 ] || { cat "$1" >&2; exit 1; }
        sleep 0.5
    done
}

sam build >"$work/build" 2>&1 || { cat "$work/build" >&2; exit 1; }
address=$(localstack/deploy ApiKeyRequired=false)
url=${LOCALSTACK_URL:-http://127.0.0.1:4566}
host=${address#http://}

./elementwise up --port 3100 >"$work/up" 2>&1 &
started="$started $!"
wait_for "$work/up" "Ctrl-C ends it"
./elementwise up --only sqs,dynamodb,lambda --env-vars "$work/env.json" >"$work/parts" 2>&1 &
started="$started $!"
wait_for "$work/parts" "Ctrl-C ends it"
sam local start-api --port 3101 --env-vars "$work/env.json" >"$work/sam" 2>&1 &
started="$started $!"
wait_for "$work/sam" "Running on"

java bench/Places.java emulator=http://127.0.0.1:3100 "sam local=http://127.0.0.1:3101" \
    "LocalStack=$url/v1,${host%/v1}"
