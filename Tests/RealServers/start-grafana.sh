#!/usr/bin/env bash
# Grafana's own server, unmodified: text health, OpenTelemetry's metric names, nothing behind it unless GRAFANA_URL says so.
# NAME, PORT, GRAFANA_URL
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "$0")/common.sh"
environment grafana
export PORT=${PORT:-28081} DO_NOT_TRACK=1 GRAFANA_URL=${GRAFANA_URL:-http://127.0.0.1:1}
launch "${NAME:-grafana}" "$home/environments/grafana/bin/mcp-grafana" -t streamable-http -address "127.0.0.1:$PORT" \
    -metrics -usage-stats disabled -enabled-tools search,datasource,dashboard,prometheus
answers "${NAME:-grafana}" "http://127.0.0.1:$PORT/healthz"
