#!/usr/bin/env bash
# Shared by the start scripts: Python environments, one pid file for each server, loopback only. To be sourced.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
home=${SERVERS_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/mcpctl/real-servers}
mkdir -p "$home"/{pids,logs,environments}

# environment NAME: makes the Python environment of requirements/NAME.txt unless it is there as it should be.
environment() {
    local folder=$home/environments/$1 wanted=$here/requirements/$1.txt
    cmp -s "$wanted" "$folder/requirements.txt" && return 0
    (
        # Tests start servers side by side; one of them installs.
        flock 9
        cmp -s "$wanted" "$folder/requirements.txt" && exit 0
        "${PYTHON:-python3}" -m venv --clear "$folder" &&
            "$folder/bin/pip" install --quiet --disable-pip-version-check --requirement "$wanted" &&
            cp "$wanted" "$folder/requirements.txt"
    ) 9>"$home/environments/$1.lock" >"$home/logs/install-$1.log" 2>&1 || {
        cat "$home/logs/install-$1.log" >&2
        return 1
    }
}

# launch NAME COMMAND...: starts it in a session of its own, and writes its pid to pids/NAME.pid.
launch() {
    local name=$1
    shift
    if [ -f "$home/pids/$name.pid" ] && kill -0 "$(cat "$home/pids/$name.pid")" 2>/dev/null; then
        echo "$name is running already" >&2
        return 1
    fi
    setsid "$@" >"$home/logs/$name.log" 2>&1 </dev/null &
    echo $! >"$home/pids/$name.pid"
}

# answers NAME URL: waits until something answers there, half a minute at most.
answers() {
    for _ in $(seq 150); do
        curl --silent --output /dev/null --max-time 2 "$2" && return 0
        kill -0 "$(cat "$home/pids/$1.pid")" 2>/dev/null || break
        sleep 0.2
    done
    echo "$1 does not answer at $2" >&2
    tail -n 20 "$home/logs/$1.log" >&2
    return 1
}
