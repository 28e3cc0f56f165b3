"""mcp-health.py and mcp-health.mjs over one table: both runtimes must give the same verdict and the same line.

    python3 -m unittest Tests/adapters/test_mcp_health.py

Self-contained: the MCP servers of both eras and the bad peers live below. Every case also checks that the probe printed
exactly one printable line, let no credential out, and left no session behind.
"""
import base64, hashlib, http.server, json, os, pathlib, re, shutil, signal, socket, struct, subprocess, sys, tempfile, threading, time, unittest, uuid

ADAPTERS = pathlib.Path(__file__).resolve().parents[2] / "templates" / "adapters"
NODE = shutil.which("node")
RUNTIMES = {"python": [sys.executable, str(ADAPTERS / "mcp-health.py")], **({"node": [NODE, str(ADAPTERS / "mcp-health.mjs")]} if NODE else {})}
SECRET = "s3cr3t-t0ken-value"
MODERN = "2026-07-28"


class Fake:
    """An MCP server over HTTP whose every habit is a switch."""
    def __init__(self, **habits):
        self.h = {"era": "legacy", "sse": False, "sessions": True, "stray": False, "tools": ["get_weather", "health_check"], "page": 0, "health": {"status": "healthy"},
                  "is_error": False, "delete": 200, "slow": {}, "discover": None, "token": None, "name": "fake", "raw": None, "noise": False, **habits}
        self.open, self.made, self.seen, self.faults = set(), 0, [], []
        fake = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            def log_message(self, *_): pass
            def handle_one_request(self):
                try: super().handle_one_request()
                except (ConnectionError, TimeoutError): self.close_connection = True
            def do_POST(self): fake.post(self)
            def do_DELETE(self): fake.delete(self)
            def do_GET(self): fake.get(self)

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/mcp"

    def close(self): self.server.shutdown(); self.server.server_close()

    def send(self, r, status, body=b"", kind="application/json", headers=()):
        r.send_response(status)
        for k, v in headers: r.send_header(k, v)
        if body or kind != "application/json": r.send_header("Content-Type", kind)
        r.send_header("Content-Length", str(len(body)))
        r.end_headers()
        r.wfile.write(body)

    def answer(self, r, id, result=None, error=None, status=200, headers=()):
        message = {"jsonrpc": "2.0", "id": id, **({"error": error} if error else {"result": result})}
        if not self.h["sse"] or error: return self.send(r, status, json.dumps(message).encode(), headers=headers)
        # a primer, a notification and a request of the server's own come first, and the stream stays open afterwards
        noise = [": hello", "id: 1\ndata:", 'data: {"jsonrpc":"2.0","method":"notifications/message","params":{}}', f'data: {{"jsonrpc":"2.0","id":{id},"method":"ping"}}'] if self.h["noise"] else []
        text = json.dumps(message)
        cut = text.index(" ") + 1                     # one message over two data lines
        eol = "\r\n" if self.h["sse"] == "crlf" else "\n"
        body = "".join(b.replace("\n", eol) + eol * 2 for b in noise + [f"event: message\ndata: {text[:cut]}\ndata: {text[cut:]}"])
        r.send_response(status)
        for k, v in headers: r.send_header(k, v)
        r.send_header("Content-Type", "text/event-stream; charset=utf-8")
        r.send_header("Transfer-Encoding", "chunked")
        r.end_headers()
        for i in range(0, len(body), 50): part = body[i:i + 50].encode(); r.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
        r.wfile.flush()
        time.sleep(1.5)

    def delete(self, r):
        sid = r.headers.get("Mcp-Session-Id")
        self.seen.append("DELETE")
        if self.h["token"] and r.headers.get("Authorization") != "Bearer " + self.h["token"]: self.faults.append("DELETE without credentials")
        if sid in self.open and self.h["delete"] == 200: self.open.discard(sid)
        elif sid not in self.open: self.faults.append("DELETE of an unknown session")
        self.send(r, self.h["delete"])

    def get(self, r): self.send(r, 405)

    def new_session(self):
        sid = uuid.uuid4().hex
        self.open.add(sid); self.made += 1
        return [("Mcp-Session-Id", sid)]

    def post(self, r):
        body = r.rfile.read(int(r.headers["Content-Length"]))
        if self.h["raw"]: return self.h["raw"](r)
        m = json.loads(body)
        method, id, params, sid = m["method"], m.get("id"), m.get("params") or {}, r.headers.get("Mcp-Session-Id")
        self.seen.append(method)
        if method in self.h["slow"] and method == "initialize": time.sleep(self.h["slow"][method])
        if self.h["token"] and r.headers.get("Authorization") != "Bearer " + self.h["token"]:
            return self.send(r, 401, b"no: " + r.headers.get("Authorization", "").encode(), headers=[("WWW-Authenticate", "Bearer")])
        meta = params.get("_meta", {})
        modern = meta.get("io.modelcontextprotocol/protocolVersion") == MODERN
        if modern:
            if r.headers.get("MCP-Protocol-Version") != MODERN or r.headers.get("Mcp-Method") != method or "io.modelcontextprotocol/clientCapabilities" not in meta: self.faults.append("modern headers")
            if method == "tools/call" and r.headers.get("Mcp-Name") != params["name"]: self.faults.append("Mcp-Name")
            if self.h["era"] == "modern":
                if method == "server/discover":
                    if self.h["discover"]: return self.h["discover"](self, r, id)
                    return self.answer(r, id, {"resultType": "complete", "supportedVersions": [MODERN], "capabilities": {"tools": {}}, "ttlMs": 0, "cacheScope": "public",
                                               "_meta": {"io.modelcontextprotocol/serverInfo": {"name": self.h["name"], "version": "1.0"}}})
                return self.work(r, method, id, params)
            if self.h["discover"]: return self.h["discover"](self, r, id)
            if self.h["stray"]: return self.answer(r, "server-error", error={"code": -32600, "message": "Bad Request: Missing session ID"}, status=400, headers=self.new_session())
            return self.send(r, 400, b"Bad Request: no session", "text/plain")
        if "Accept" not in r.headers or "text/event-stream" not in r.headers["Accept"]: self.faults.append("Accept")
        if method == "initialize":
            return self.answer(r, id, {"protocolVersion": "2025-11-25", "capabilities": {"tools": {}}, "serverInfo": {"name": self.h["name"], "version": "1.0"}}, headers=self.new_session() if self.h["sessions"] else ())
        if self.h["sessions"] and sid not in self.open: return self.answer(r, id, error={"code": -32600, "message": "Session not found"}, status=404)
        if r.headers.get("MCP-Protocol-Version") != "2025-11-25": self.faults.append("legacy version header")
        if method == "notifications/initialized": return self.send(r, 202)
        self.work(r, method, id, params)

    def work(self, r, method, id, params):
        time.sleep(self.h["slow"].get(method, 0))
        if method == "tools/list":
            tools, size = self.h["tools"], self.h["page"]
            if not isinstance(tools, list): return self.answer(r, id, error=tools)
            at = int(params.get("cursor", 0))
            page = tools[at:at + size] if size else tools
            more = {"nextCursor": str(at + size)} if size and at + size < len(tools) else {}
            if size < 0: page, more = tools, {"nextCursor": "7"}
            return self.answer(r, id, {"tools": [{"name": n, "inputSchema": {"type": "object"}} for n in page], **more})
        if method == "tools/call":
            health = self.h["health"]
            text = health if isinstance(health, str) else json.dumps(health)
            return self.answer(r, id, {"content": [{"type": "text", "text": text}], "isError": self.h["is_error"], "resultType": "complete"})
        self.answer(r, id, error={"code": -32601, "message": "Method not found"})


class OldSse(Fake):
    def __init__(self, **h): super().__init__(**{"endpoint": "/messages?session_id=1", **h}); self.out = None
    def get(self, r):
        if self.h["raw"]: return self.h["raw"](r)
        r.send_response(200); r.send_header("Content-Type", "text/event-stream"); r.end_headers()
        self.out = r.wfile
        self.open.add("stream")
        r.wfile.write(f"event: endpoint\r\ndata: {self.h['endpoint']}\r\n\r\n: ping\r\n\r\n".encode()); r.wfile.flush()
        r.connection.settimeout(10)
        try: r.connection.recv(1)                     # returns when the client hangs up
        except OSError: pass
        self.open.discard("stream")
        r.close_connection = True
    def post(self, r):
        m = json.loads(r.rfile.read(int(r.headers["Content-Length"])))
        self.seen.append(m["method"])
        self.send(r, 202)
        if "id" not in m: return
        fake_request = type("R", (), {"wfile": self.out})
        method, params, id = m["method"], m.get("params") or {}, m["id"]
        if method == "initialize": self.answer(fake_request, id, {"protocolVersion": "2024-11-05", "capabilities": {}, "serverInfo": {"name": "old", "version": "1.0"}})
        else: self.work(fake_request, method, id, params)
    def answer(self, r, id, result=None, error=None, **_):
        self.out.write(("event: message\ndata: " + json.dumps({"jsonrpc": "2.0", "id": id, **({"error": error} if error else {"result": result})}) + "\n\n").encode()); self.out.flush()


class Raw:
    """A bare socket: what it does with a connection is the one argument."""
    made, faults = 0, ()
    def __init__(self, serve):
        self.open, self.listener = set(), socket.create_server(("127.0.0.1", 0))
        self.url, self.serve = f"http://127.0.0.1:{self.listener.getsockname()[1]}/mcp", serve
        threading.Thread(target=self.loop, daemon=True).start()
    def loop(self):
        while True:
            try: c, _ = self.listener.accept()
            except OSError: return
            threading.Thread(target=self.one, args=(c,), daemon=True).start()
    def one(self, c):
        try: self.serve(c)
        except (OSError, ValueError): pass           # hung up on, in the middle or between frames
        finally: c.close()
    def close(self): self.listener.close()


def web_socket(trick=None):
    """Kailash's transport: a JSON-RPC message a text frame. The tricks are what RFC 6455 allows and what breaks."""
    def serve(c):
        f = c.makefile("rb")
        head = {}
        f.readline()
        for line in iter(f.readline, b"\r\n"): k, _, v = line.decode().partition(":"); head[k.lower()] = v.strip()
        if trick == "refuse": c.sendall(b"HTTP/1.1 426 Upgrade Required\r\nContent-Length: 0\r\n\r\n"); return
        accept = base64.b64encode(hashlib.sha1((head["sec-websocket-key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest()).decode()
        if trick == "accept": accept = "wrong"
        c.sendall(f"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n".encode())
        frame = lambda op, data: bytes([op]) + (bytes([len(data)]) if len(data) < 126 else b"\x7e" + struct.pack(">H", len(data))) + data
        while True:
            a, b = f.read(2)
            n = b & 127
            if n == 126: n = struct.unpack(">H", f.read(2))[0]
            if not b & 128: return c.sendall(frame(0x88, struct.pack(">H", 1002)))       # clients must mask
            mask, data = f.read(4), f.read(n)
            data = bytes(x ^ mask[i % 4] for i, x in enumerate(data))
            if a & 15 == 8: return
            if a & 15 == 10: continue
            m = json.loads(data)
            if "id" not in m: continue
            if trick == "close": return c.sendall(frame(0x88, struct.pack(">H", 1011)))
            if trick == "huge": return c.sendall(b"\x81\x7f" + struct.pack(">Q", 1 << 40))
            result = {"protocolVersion": "2025-11-25", "capabilities": {}, "serverInfo": {"name": "ws", "version": "1.0"}} if m["method"] == "initialize" else {"tools": [{"name": "a" * 200}]}
            text = json.dumps({"jsonrpc": "2.0", "id": m["id"], "result": result}).encode()
            if trick == "pieces": c.sendall(frame(0x89, b"hi") + frame(0x01, text[:9]) + frame(0x8A, b"") + frame(0x00, text[9:20]) + frame(0x80, text[20:]))
            else: c.sendall(frame(0x81, text))
    return lambda: Raw(serve)


def raw(data, wait=0): return lambda: Raw(lambda c: (c.recv(65536), c.sendall(data), time.sleep(wait)))
def http_raw(status, body, kind): return lambda: Fake(raw=lambda r: Fake.send(None, r, status, body, kind))
def html(r): Fake.send(None, r, 200, b"<html>It works</html>", "text/html")
def endless(c):
    c.recv(65536); c.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    while True: c.sendall(b"[" * 65536)
def endless_stream(c):
    c.recv(65536); c.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n")
    while True: c.sendall(b"data: {}\n\n" * 6000)
def drip(c):
    c.recv(65536); c.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    while True: c.sendall(b" "); time.sleep(0.1)
def version_error(supported, code=-32022): return lambda f, r, id: f.answer(r, id, error={"code": code, "message": "Unsupported protocol version", "data": {"supported": supported, "requested": MODERN}}, status=400)
def plain_error(code, status): return lambda f, r, id: f.answer(r, id, error={"code": code, "message": "no"}, status=status)
def fake(**h): return lambda: Fake(**h)
def tool(health, **h): return lambda: Fake(health=health, **h)
HC, AUTH, SHORT = ["--tool", "health_check"], ["--auth-env", "PROBE_TOKEN"], ["--timeout", "0.8"]
WS, SSE = ["--transport", "websocket"], ["--transport", "sse"]

# name: (peer, arguments, exit code, what the line must match)
TABLE = {
    "modern json": (fake(era="modern"), [], 0, r"^healthy: fake 1\.0, protocol 2026-07-28, 2 tools$"),
    "modern sse, noisy": (fake(era="modern", sse=True, noise=True), HC, 0, r"health_check says healthy$"),
    "legacy json": (fake(), [], 0, r"^healthy: fake 1\.0, protocol 2025-11-25, 2 tools$"),
    "legacy sse, noisy, crlf": (fake(sse="crlf", noise=True), HC, 0, r"health_check says healthy$"),
    "legacy without sessions": (fake(sessions=False), [], 0, r"^healthy"),
    "a refused question opened a session": (fake(stray=True), [], 0, r"2 tools$"),
    "sessions that clients may not end": (fake(delete=405), [], 0, r"2 tools$"),
    "a session that will not end is told": (fake(delete=500), [], 0, r"session not ended \(HTTP 500\)$"),
    "old server: 200 and -32601": (fake(discover=plain_error(-32601, 200)), [], 0, r"2025-11-25"),
    "old server: 400 and -32602": (fake(discover=plain_error(-32602, 400)), [], 0, r"2025-11-25"),
    "old server: 404 and -32601": (fake(discover=plain_error(-32601, 404)), [], 0, r"2025-11-25"),
    "old server: 500": (fake(discover=plain_error(-32000, 500)), [], 0, r"2025-11-25"),
    "old server: 200 HTML": (fake(discover=lambda f, r, id: html(r)), [], 0, r"2025-11-25"),
    "modern code with 200 is not a modern error": (fake(discover=plain_error(-32022, 200)), [], 0, r"2025-11-25"),
    "both eras, our version refused": (fake(discover=version_error(["2027-01-01", "2025-11-25"])), [], 0, r"2025-11-25"),
    "only a newer version": (fake(discover=version_error(["2027-01-01"])), [], 1, r"error -32022"),
    "an unknown code that lists versions": (fake(discover=version_error(["2027-01-01"], -32077)), [], 1, r"error -32077"),
    "headers stripped on the way": (fake(discover=plain_error(-32020, 400)), [], 1, r"error -32020"),
    "paging": (fake(tools=[f"t{i}" for i in range(25)], page=10), ["--expect-tool", "t24", "--expect-tool=t0"], 0, r"25 tools$"),
    "pages never end": (fake(page=-1), [], 1, r"pages never end"),
    "no tools": (fake(tools=[]), [], 1, r"lists no tools"),
    "tools/list fails": (fake(tools={"code": -32603, "message": "backend gone"}), [], 1, r"error -32603: backend gone$"),
    "a bridge whose child is dead": (fake(tools={"code": 0, "message": ""}), [], 1, r"^unhealthy: tools/list answers error 0$"),
    "an error of no shape": (fake(tools="bad"), [], 1, r"^unhealthy: tools/list answers error \?$"),
    "expected tool missing": (fake(), ["--expect-tool", "get_weather", "--expect-tool", "gone"], 1, r"missing tool gone;"),
    "health tool missing": (fake(tools=["x"]), HC, 1, r"missing tool health_check"),
    "degraded": (tool({"status": "degraded"}), HC, 0, r"^degraded: .*still ready$"),
    "status in capitals": (tool({"status": "UP"}), HC, 0, r"says up$"),
    "unhealthy": (tool({"status": "unhealthy", "error": "Missing required authentication"}), HC, 1, r"health_check says unhealthy;"),
    "error": (tool({"status": "error"}), HC, 1, r"says error"),
    "unknown status": (tool({"status": "starting"}), HC, 1, r"says starting"),
    "status is no word": (tool({"status": 7}), HC, 1, r"unreadable status"),
    "isError": (tool("boom", is_error=True), HC, 1, r"health_check failed: boom"),
    "isError beats a good status": (tool({"status": "ok"}, is_error=True), HC, 1, r"health_check failed"),
    "plain text": (tool("fine"), HC, 0, r"health_check answered$"),
    "an error as a success": (tool({"error": "no database"}), HC, 1, r"reports an error"),
    "rate limited": (tool({"error": "Rate limit exceeded", "retryAfterSeconds": 4}), HC, 0, r"is rate limited$"),
    "modern unhealthy": (tool({"status": "unhealthy"}, era="modern"), HC, 1, r"says unhealthy"),
    "401": (fake(token=SECRET), [], 1, r"HTTP 401, credentials wanted or refused"),
    "right credentials": (fake(token=SECRET), AUTH, 0, r"^healthy"),
    "right credentials, modern": (fake(token=SECRET, era="modern"), AUTH, 0, r"^healthy"),
    "wrong credentials": (fake(token="other"), AUTH, 1, r"HTTP 401"),
    "the peer repeats the credential": (tool("saw " + SECRET, is_error=True), HC + AUTH, 1, r"failed: saw \*\*\*"),
    "control characters": (tool("a\x1b[31m\nhealthy: x\r\u2028\x7f\U0001f600", is_error=True), HC, 1, r"failed: a\\u001b\[31m\\u000ahealthy: x\\u000d\\u2028\\u007f\\ud83d\\ude00"),
    "a very long name": (fake(name="n" * 5000), [], 0, r"n\.\.\.$"),
    "nothing listens": (None, [], 1, r"nothing listens there"),
    "garbage": (raw(b"\x00\x01garbage\r\n\r\n"), [], 1, r"not an HTTP answer|closed without an answer"),
    "hangs up": (lambda: Raw(lambda c: c.recv(65536)), [], 1, r"closed without an answer"),
    "hangs": (raw(b"", 5), SHORT, 1, r"no answer in time: server/discover$"),
    "drips": (lambda: Raw(drip), SHORT, 1, r"no answer in time: server/discover$"),
    "endless body": (lambda: Raw(endless), [], 1, r"larger than 1 MiB"),
    "endless stream": (lambda: Raw(endless_stream), [], 1, r"larger than 1 MiB"),
    "HTML 200": (http_raw(200, b"<html>It works</html>", "text/html"), [], 1, r"initialize: HTTP 200 text/html, not an MCP answer"),
    "a wrong service with JSON health": (http_raw(200, b'{"status":"ok"}', "application/json"), HC, 1, r"HTTP 200 application/json, not an MCP answer"),
    "not found": (http_raw(404, b"", "text/plain"), [], 1, r"initialize: HTTP 404"),
    "unavailable": (http_raw(503, b"busy", "text/plain"), [], 1, r"initialize: HTTP 503"),
    "too many requests": (http_raw(429, b"", "text/plain"), [], 1, r"HTTP 429, too many requests"),
    "redirect": (lambda: Fake(raw=lambda r: Fake.send(None, r, 307, headers=[("Location", "/elsewhere")])), [], 1, r"redirect \(HTTP 307\) is not followed"),
    "deeply nested JSON": (http_raw(200, b"[" * 100000, "application/json"), [], 1, r"not an MCP answer"),
    "slow tools": (fake(slow={"tools/list": 3}), SHORT, 1, r"no answer in time: tools/list$"),
    "slow initialize, answered while giving up": (fake(slow={"initialize": 1.83}), ["--timeout", "2.4"], 1, r"no answer in time: initialize$"),
    "old sse transport": (lambda: OldSse(), SSE + HC, 0, r"^healthy: old 1\.0, protocol 2024-11-05, 2 tools; health_check says healthy$"),
    "old sse, absolute endpoint": (lambda: OldSse(endpoint="messages"), SSE, 0, r"2 tools$"),
    "old sse, endpoint elsewhere": (lambda: OldSse(endpoint="http://127.0.0.2:9/x"), SSE + AUTH, 1, r"endpoint elsewhere"),
    "old sse, but a page": (lambda: OldSse(raw=html), SSE, 1, r"HTTP 200 text/html, not an SSE stream"),
    "websocket": (web_socket(), WS, 0, r"^healthy: ws 1\.0, protocol 2025-11-25, 1 tool$"),
    "websocket in pieces": (web_socket("pieces"), WS, 0, r"1 tool$"),
    "websocket refused": (web_socket("refuse"), WS, 1, r"HTTP 426, not a WebSocket"),
    "websocket, wrong accept": (web_socket("accept"), WS, 1, r"HTTP 101, not a WebSocket"),
    "websocket closed": (web_socket("close"), WS, 1, r"initialize: the server closed the connection"),
    "websocket, huge frame": (web_socket("huge"), WS, 1, r"larger than 1 MiB"),
}
USAGE = {
    "no URL": [], "two URLs": ["http://127.0.0.1/", "http://127.0.0.1/"], "not a URL": ["127.0.0.1:80"], "bad port": ["http://127.0.0.1:99999/"], "file": ["file:///etc/passwd"], "credentials in the URL": ["http://u:p@127.0.0.1/"],
    "unknown option": ["http://127.0.0.1/", "--what"], "value missing": ["http://127.0.0.1/", "--tool"], "bad timeout": ["http://127.0.0.1/", "--timeout", "0"], "bad tool": ["http://127.0.0.1/", "--tool", "a b"],
    "bad transport": ["http://127.0.0.1/", "--transport", "stdio"], "no such file": ["http://127.0.0.1/", "--auth-file", "/nonexistent"], "empty variable": ["http://127.0.0.1/", "--auth-env", "NO_SUCH_VARIABLE"],
    "two credentials": ["http://127.0.0.1/", "--auth-env", "PROBE_TOKEN", "--auth-file", "/dev/null"], "bad header": ["http://127.0.0.1/", "--auth-env", "PROBE_TOKEN", "--auth-header", "a: b"],
}
ENV = {**os.environ, "PROBE_TOKEN": SECRET, "http_proxy": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9", "all_proxy": "http://127.0.0.1:9", "NODE_USE_ENV_PROXY": "1", "LC_ALL": "C"}


class HealthProbe(unittest.TestCase):
    def settled(self, peer):
        for _ in range(40):
            if not peer.open: return
            time.sleep(0.05)

    def one(self, runtime, make, args, code, pattern):
        if make is None:
            with socket.socket() as s: s.bind(("127.0.0.1", 0)); port = s.getsockname()[1]
            peer, url = None, f"http://127.0.0.1:{port}/mcp"
        else: peer = make(); url = peer.url
        try:
            limit = float(args[args.index("--timeout") + 1]) if "--timeout" in args else 4
            start = time.monotonic()
            done = subprocess.run(RUNTIMES[runtime] + [url] + args, env=ENV, capture_output=True, timeout=20)
            took, line = time.monotonic() - start, done.stdout.decode()
            self.assertEqual((done.returncode, done.stderr), (code, b""), line)
            self.assertRegex(line, r"\A[ -~]{1,420}\n\Z")
            self.assertNotIn(SECRET, line)
            self.assertRegex(line.rstrip("\n"), pattern)
            self.assertLess(took, limit + 0.6, "the one deadline")
            if isinstance(peer, Fake):
                self.assertEqual(peer.faults, [])
                if peer.h["delete"] == 200:
                    self.settled(peer)
                    self.assertEqual(peer.open, set(), f"sessions left, {peer.made} made")
            return re.sub(r"127\.0\.0\.1:\d+", "HOST", line)
        finally:
            if peer: peer.close()

    def test_table(self):
        for name, case in TABLE.items():
            lines = {}
            for runtime in RUNTIMES:
                with self.subTest(name, runtime=runtime): lines[runtime] = self.one(runtime, *case)
            if name != "garbage" and len(lines) == 2:
                with self.subTest(name, check="both runtimes say the same"): self.assertEqual(lines["python"], lines["node"])

    def test_usage(self):
        for name, args in USAGE.items():
            lines = set()
            for runtime, command in RUNTIMES.items():
                with self.subTest(name, runtime=runtime):
                    done = subprocess.run(command + args, env=ENV, capture_output=True, timeout=20)
                    self.assertEqual((done.returncode, done.stderr), (2, b""), done.stdout)
                    self.assertRegex(done.stdout.decode(), r"\Ausage: [ -~]+\n\Z")
                    self.assertNotIn(SECRET, done.stdout.decode())
                    lines.add(done.stdout)
            self.assertEqual(len(lines), 1, name)

    def test_auth_file_and_header(self):
        with tempfile.NamedTemporaryFile("w") as f:
            f.write(SECRET + "\n"); f.flush()
            for runtime, command in RUNTIMES.items():
                with self.subTest(runtime=runtime):
                    heads = []
                    peer = Fake(raw=lambda r: (heads.append(r.headers.get("X-Api-Key")), html(r)))
                    done = subprocess.run(command + [peer.url, "--auth-file", f.name, "--auth-header", "X-Api-Key", "--auth-prefix", ""], env=ENV, capture_output=True, timeout=20)
                    peer.close()
                    self.assertEqual((done.returncode, set(heads)), (1, {SECRET}))

    def test_killed_probe_ends_its_session(self):
        for runtime, command in RUNTIMES.items():
            for method, delay in (("tools/list", 5), ("initialize", 0.4)):    # a known session; one whose id is still on its way
                with self.subTest(runtime=runtime, during=method):
                    peer = Fake(slow={method: delay}, stray=True)
                    p = subprocess.Popen(command + [peer.url], env=ENV, stdout=subprocess.PIPE)
                    while method not in peer.seen: time.sleep(0.01)
                    time.sleep(0.05)
                    p.send_signal(signal.SIGTERM)
                    line = p.communicate(timeout=10)[0].decode()
                    self.settled(peer)
                    peer.close()
                    self.assertEqual((p.returncode, peer.open, peer.made), (1, set(), 2), line)
                    self.assertRegex(line, rf"\Aunhealthy: stopped by a signal during {method}\n\Z")

    @unittest.skipUnless(NODE, "node is not installed: its half of the table did not run")
    def test_node_is_here(self): pass


if __name__ == "__main__":
    unittest.main()
