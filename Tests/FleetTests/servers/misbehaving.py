"""A server that answers as it is told: `PUT /__set` takes {path: {status, type, body, delay, headers} or "mcp" or "old-mcp"}.

`GET /__seen` tells how often each path was asked, and how many sessions are open.
"""
import json, sys, threading, time, uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ROUTES, SEEN, SESSIONS = {}, {}, set()
MCP = {"name": "misbehaving", "version": "1.2.3", "tools": ["search", "echo"], "failing": []}
LOCK = threading.Lock()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def answer(self, status, body, kind="application/json", headers=None):
        data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def read(self):
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def handle_any(self):
        path, body = self.path.split("?")[0], self.read()
        if path == "/__set":
            change = json.loads(body)
            MCP.update(change.pop("__mcp", {}))
            ROUTES.update(change)
            return self.answer(200, {})
        if path == "/__seen":
            return self.answer(200, {"paths": SEEN, "sessions": len(SESSIONS)})
        with LOCK:
            SEEN[path] = SEEN.get(path, 0) + 1
        route = ROUTES.get(path)
        if route is None:
            return self.answer(404, "not here", "text/plain")
        if route in ("mcp", "old-mcp"):
            return self.mcp(route, body)
        time.sleep(route.get("delay", 0))
        self.answer(route.get("status", 200), route.get("body", ""), route.get("type", "application/json"), route.get("headers"))

    do_GET = do_POST = do_PUT = do_DELETE = handle_any

    def mcp(self, route, body):
        session = self.headers.get("Mcp-Session-Id")
        if self.command == "DELETE":
            SESSIONS.discard(session)
            return self.answer(200, "")
        if self.command != "POST":
            return self.answer(405, "")
        message = json.loads(body)
        method, identity = message.get("method"), message.get("id")
        if identity is None:
            return self.answer(202, "")
        if route == "old-mcp" and method == "server/discover":
            return self.error(identity, 400, -32600, "no session")
        info = {"name": MCP["name"], "version": MCP["version"]}
        if method == "server/discover":
            return self.result(identity, {"supportedVersions": ["2026-07-28"], "capabilities": {"tools": {}}, "serverInfo": info,
                "_meta": {"io.modelcontextprotocol/serverInfo": info}, "ttlMs": 0, "cacheScope": "private"})
        if method == "initialize":
            if route == "mcp":
                return self.error(identity, 404, -32601, "no such method")
            session = uuid.uuid4().hex
            SESSIONS.add(session)
            return self.result(identity, {"protocolVersion": "2025-06-18", "capabilities": {"tools": {}}, "serverInfo": info},
                {"Mcp-Session-Id": session})
        if route == "old-mcp" and session not in SESSIONS:
            return self.error(identity, 404, -32001, "no such session")
        if method == "tools/list":
            return self.result(identity, {"tools": [{"name": name, "inputSchema": {"type": "object"}} for name in MCP["tools"]]})
        if method == "tools/call":
            name = message["params"]["name"]
            if name == "health_check":
                return self.result(identity, {"content": [{"type": "text", "text": json.dumps(MCP.get("health", {"status": "healthy"}))}]})
            fails = name in MCP["failing"]
            return self.result(identity, {"content": [{"type": "text", "text": "upstream is down" if fails else "fine"}], "isError": fails})
        self.error(identity, 404, -32601, "no such method")

    def result(self, identity, result, headers=None):
        self.answer(200, {"jsonrpc": "2.0", "id": identity, "result": {"resultType": "complete", **result}}, headers=headers)

    def error(self, identity, status, code, text):
        self.answer(status, {"jsonrpc": "2.0", "id": identity, "error": {"code": code, "message": text}})


server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 0), Handler)
server.daemon_threads = True
print(server.server_address[1], flush=True)
server.serve_forever()
