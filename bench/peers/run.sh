#!/bin/sh
# Compares Elementwise's emulator with FastAPI and with Celery, on this machine, in one run: bench/peers/run.sh
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
home=$(CDPATH='' cd -- "$here/../.." && pwd -P)

fail() {
    printf 'peers: %s\n' "$*" >&2
    exit 1
}

command -v java >/dev/null || fail "Java is missing: install a JDK 17 or newer."
command -v python3 >/dev/null || fail "Python is missing: install python3, 3.9 or newer, with its module venv."
command -v redis-server >/dev/null || fail "Redis is missing: install the package redis-server of Debian."

venv=$here/.venv
if ! cmp -s "$here/requirements.txt" "$venv/installed.txt"; then
    rm -rf "$venv"
    python3 -m venv "$venv" || fail "A virtual environment cannot be made: install the package python3-venv."
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt" ||
        fail "What requirements.txt names cannot be installed."
    cp "$here/requirements.txt" "$venv/installed.txt"
fi

exec java "$here/Peers.java" "$home" "$@"
