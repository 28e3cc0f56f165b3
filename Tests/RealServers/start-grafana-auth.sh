#!/usr/bin/env bash
# The same, asking for a bearer token.
# NAME, PORT, TOKEN
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "$0")/common.sh"
environment grafana
export PORT=${PORT:-28082} DO_NOT_TRACK=1 GRAFANA_URL=http://127.0.0.1:1 MCP_GRAFANA_SERVER_TOKEN=${TOKEN:-s3cret}
launch "${NAME:-grafana-auth}" "$home/environments/grafana/bin/mcp-grafana" -t streamable-http \
    -address "127.0.0.1:$PORT" -metrics -usage-stats disabled -enabled-tools search
answers "${NAME:-grafana-auth}" "http://127.0.0.1:$PORT/healthz"
