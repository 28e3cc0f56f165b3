#!/usr/bin/env bash
# A FastMCP application: both eras of the protocol, health in several dialects, metrics, faults by tools.
# NAME, PORT, HEALTH_DIALECT=patterns|factory|qsys|sandbox, TOOL_LABEL=tool|tool_name, AUTH_TOKEN, RPS, BURST
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "$0")/common.sh"
environment fastmcp
export PORT=${PORT:-28090} FASTMCP_CHECK_FOR_UPDATES=off
launch "${NAME:-fastmcp}" "$home/environments/fastmcp/bin/python" "$here/fastmcp_app.py"
answers "${NAME:-fastmcp}" "http://127.0.0.1:$PORT/live"
