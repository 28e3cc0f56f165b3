#!/usr/bin/env python3
"""Speaks MCP on standard input and output, as the first word says: modern, legacy, silent, crash, deaf, chatty."""
import json
import os
import signal
import sys
import time

mode = sys.argv[1]
META = "io.modelcontextprotocol/"
TOOLS = [{"name": "where", "inputSchema": {"type": "object"}}]


def say(message):
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def answer(message):
    id, method = message.get("id"), message.get("method")
    if id is None or method is None:
        return
    if mode == "silent" and method == "server/discover":
        return
    if method == "server/discover" and mode == "modern":
        result = {"resultType": "complete", "supportedVersions": ["2026-07-28"], "capabilities": {"tools": {}},
                  "_meta": {META + "serverInfo": {"name": "lines", "version": "1"}}}
    elif method == "initialize" and mode != "modern":
        result = {"protocolVersion": "2025-06-18", "capabilities": {"tools": {}}, "serverInfo": {"name": "lines", "version": "1"}}
    elif method == "tools/list":
        result = {"tools": TOOLS}
    elif method == "ping" and mode != "modern":
        result = {}
    elif method == "tools/call":
        if mode == "crash":
            sys.stderr.write("Traceback: \x1b[31mout of \u2615\n")
            sys.stderr.flush()
            os._exit(3)
        text = {"folder": os.getcwd(), "environment": sorted(os.environ)}
        result = {"content": [{"type": "text", "text": json.dumps(text)}]}
    else:
        return say({"jsonrpc": "2.0", "id": id, "error": {"code": -32601, "message": "Method not found"}})
    if mode == "chatty":
        sys.stdout.write("starting up ...\n")
        say({"jsonrpc": "2.0", "method": "notifications/message", "params": {"level": "info", "data": "x"}})
        say({"jsonrpc": "2.0", "id": "p", "method": "ping"})
    say({"jsonrpc": "2.0", "id": id, "result": result})


if mode == "deaf":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
for line in sys.stdin:
    answer(json.loads(line))
if mode == "deaf":
    time.sleep(60)
