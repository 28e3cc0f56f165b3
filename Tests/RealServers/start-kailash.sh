#!/usr/bin/env bash
# A Kailash MCPServer behind the HTTP adapter that is mounted into its deployments: sessions, the older protocol.
# NAME, PORT, BREAKER=1, BREAKER_TIMEOUT
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "$0")/common.sh"
environment kailash
export PORT=${PORT:-28110} HOST=127.0.0.1
cd "$here"
launch "${NAME:-kailash}" "$home/environments/kailash/bin/python" "$here/../../templates/adapters/kailash-http.py" \
    kailash_app:server
answers "${NAME:-kailash}" "http://127.0.0.1:$PORT/live"
