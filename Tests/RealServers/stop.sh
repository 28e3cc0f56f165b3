#!/usr/bin/env bash
# stop.sh NAME...: stops servers by the pids they were started with.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "$0")/common.sh"
for name in "$@"; do
    file=$home/pids/$name.pid
    [ -f "$file" ] || continue
    pid=$(cat "$file")
    # One that was stopped by a signal hears no other until it goes on.
    kill -CONT -- "-$pid" 2>/dev/null || true
    kill -TERM -- "-$pid" 2>/dev/null || true
    for _ in $(seq 50); do
        kill -0 -- "-$pid" 2>/dev/null || break
        sleep 0.1
    done
    kill -KILL -- "-$pid" 2>/dev/null || true
    rm -f "$file"
done
