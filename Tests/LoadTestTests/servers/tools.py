#!/usr/bin/env python3
"""An MCP server of the older era, with a session, whose tools answer well or badly, as their names say.

    tools.py [STALL]

Every answer waits while the first call of `stall` sleeps for STALL seconds. `/sessions` tells how many are open.
Prints its port on one line when it listens, and runs until it is killed.
"""
import http.server
import json
import socketserver
import sys
import threading
import time

stall = float(sys.argv[1]) if len(sys.argv) > 1 else 0
sessions = {"opened": 0, "ended": 0}
calls = {"n": 0}
one = threading.Lock()


class Tools(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *words):
        pass

    def answer(self, status, value, **headers):
        body = json.dumps(value).encode()
        self.send_response(status)
        for name, text in headers.items():
            self.send_header(name.replace("_", "-"), text)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.answer(200, {**sessions, **calls})

    def do_DELETE(self):
        sessions["ended"] += 1
        self.answer(200, {})

    def do_POST(self):
        message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        method, number = message["method"], message.get("id")
        params = message.get("params") or {}

        def result(value, **headers):
            self.answer(200, {"jsonrpc": "2.0", "id": number, "result": value}, **headers)

        if method == "initialize":
            sessions["opened"] += 1
            capabilities = {"tools": {}}
            info = {"name": "tools", "version": "1"}
            result(
                {"protocolVersion": "2025-06-18", "capabilities": capabilities, "serverInfo": info},
                Mcp_Session_Id="s%d" % sessions["opened"],
            )
        elif number is None:
            self.answer(202, {})
        elif method == "tools/list":
            result({"tools": [{"name": "echo", "inputSchema": {"type": "object"}}]})
        elif method == "tools/call":
            self.call(params, result, number)
        else:
            self.answer(400, {"jsonrpc": "2.0", "id": number, "error": {"code": -32601, "message": "no"}})

    def call(self, params, result, number):
        name = params["name"]
        with one:
            calls["n"] += 1
            if stall and calls["n"] == 10:
                time.sleep(stall)

        def text(words, **more):
            result({"content": [{"type": "text", "text": words}], **more})

        if name == "fails":
            text("no", isError=True)
        elif name == "limited":
            text(json.dumps({"error": "Rate limit exceeded", "retryAfterSeconds": 3}))
        elif name == "busy":
            self.answer(429, {"error": "busy"}, Retry_After="1")
        elif name == "refused":
            self.answer(200, {"jsonrpc": "2.0", "id": number, "error": {"code": -32602, "message": "no"}})
        elif name == "throttled":
            error = {"code": -32000, "message": "Rate limit exceeded for client: global"}
            self.answer(200, {"jsonrpc": "2.0", "id": number, "error": error})
        elif name == "lost":
            self.close_connection = True
        elif name == "stuck":
            time.sleep(60)
        else:
            text(json.dumps(params.get("arguments")))


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 256


server = Server(("127.0.0.1", 0), Tools)
print(server.server_address[1], flush=True)
server.serve_forever()
