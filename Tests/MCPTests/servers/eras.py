#!/usr/bin/env python3
"""Speaks MCP over HTTP as servers of both eras do, and as servers with faults do: the first word of the path says which.

GET /sessions/WORD tells how many sessions that one opened and how many are open; GET /requests/WORD which it got. Prints its port on
one line when it listens, and runs until it is killed.
"""
import collections
import email.utils
import http.server
import itertools
import json
import socketserver
import threading
import time

MODERN = "2026-07-28"
LEGACY = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"]
META = "io.modelcontextprotocol/"
INFO = {"name": "eras", "version": "3.1"}
CAPABILITIES = {"tools": {"listChanged": False}}
TOOLS = [
    {"name": "echo", "description": "Says it again", "inputSchema": {"type": "object", "properties": {"text": {"type": "string"}}}},
    {"name": "fail", "inputSchema": {"type": "object"}},
    {"name": "limited", "inputSchema": {"type": "object"}},
    {"name": "région", "inputSchema": {"type": "object", "properties": {"region": {"type": "string", "x-mcp-header": "Region"}}}},
]

lock = threading.Lock()
numbers = itertools.count(1)
opened = collections.defaultdict(set)
ended = collections.defaultdict(set)
seen = collections.defaultdict(list)


def error(id, code, message, data=None):
    body = {"code": code, "message": message}
    if data is not None:
        body["data"] = data
    return {"jsonrpc": "2.0", "id": id, "error": body}


class Refusal(Exception):
    def __init__(self, status, code, message, data=None):
        self.status, self.code, self.message, self.data = status, code, message, data


class Eras(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *words):
        pass

    def answer(self, status, body=b"", kind="application/json", **headers):
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def stream(self, chunks, **headers):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        for chunk in chunks:
            if chunk:
                self.wfile.write(b"%x\r\n%s\r\n" % (len(chunk), chunk))
                self.wfile.flush()
        self.wfile.write(b"0\r\n\r\n")

    def serve(self):
        _, self.word, *rest = self.path.split("?")[0].split("/")
        self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.word in ("sessions", "requests"):
            with lock:
                if self.word == "requests":
                    return self.answer(200, seen[rest[0]])
                return self.answer(200, {"opened": len(opened[rest[0]]), "open": len(opened[rest[0]] - ended[rest[0]])})
        try:
            message = json.loads(self.body) if self.body else None
        except ValueError:
            message = None
        method = message.get("method") if isinstance(message, dict) else None
        with lock:
            seen[self.word].append({"verb": self.command, "method": method, "headers": dict(self.headers.items())})
        fault = getattr(self, "fault_" + self.word.replace("-", "_"), None)
        if fault and fault(message, method):
            return
        if self.headers.get("Origin"):
            return self.answer(403, b"forbidden origin", "text/plain")
        if self.headers.get("Host", "").split(":")[0] not in ("127.0.0.1", "localhost"):
            return self.answer(421, b"misdirected", "text/plain")
        era = {"modern": "modern", "routed": "modern", "dual": "dual"}.get(self.word.split("-")[0], "legacy")
        version = self.headers.get("MCP-Protocol-Version")
        if era == "modern" or era == "dual" and (version == MODERN or self.headers.get("Mcp-Method")):
            return self.modern(message)
        self.legacy(message)

    do_GET = do_POST = do_DELETE = serve

    # --- the newer era

    def modern(self, message):
        if self.command != "POST":
            return self.answer(405, b"", None, Allow="POST")
        if message is None:
            return self.answer(400, error(None, -32700, "Parse error"))
        if isinstance(message, list) or "method" not in message:
            return self.answer(400, error(None, -32600, "not one request"))
        id, method, params = message.get("id"), message["method"], message.get("params") or {}
        try:
            result = self.modern_result(method, params)
        except Refusal as refusal:
            return self.answer(refusal.status, error(id, refusal.code, refusal.message, refusal.data))
        if id is None:
            return self.answer(202, b"", None)
        result = {"resultType": "complete", **result}
        if method in ("server/discover", "tools/list"):
            result.update(ttlMs=0, cacheScope="private")
        self.answer(200, {"jsonrpc": "2.0", "id": id, "result": result})

    def modern_result(self, method, params):
        meta = params.get("_meta")
        version = self.headers.get("MCP-Protocol-Version")
        if not isinstance(meta, dict) or META + "protocolVersion" not in meta or META + "clientCapabilities" not in meta:
            if version is None:
                raise Refusal(400, -32020, "MCP-Protocol-Version is missing")
            raise Refusal(400, -32602, "_meta is incomplete")
        if version != meta[META + "protocolVersion"]:
            raise Refusal(400, -32020, "MCP-Protocol-Version does not match")
        if version != MODERN:
            raise Refusal(400, -32022, "Unsupported protocol version", {"supported": [MODERN], "requested": version})
        if self.headers.get("Mcp-Method") != method:
            raise Refusal(400, -32020, "Mcp-Method does not match")
        if method == "server/discover":
            return {"supportedVersions": [MODERN], "capabilities": CAPABILITIES, "_meta": {META + "serverInfo": INFO}}
        if method == "tools/list":
            return self.page(params)
        if method == "tools/call":
            name = params.get("name")
            if not isinstance(name, str):
                raise Refusal(400, -32602, "there is no name")
            if encoded(self.headers.get("Mcp-Name")) != name:
                raise Refusal(400, -32020, "Mcp-Name does not match")
            region = (params.get("arguments") or {}).get("region")
            if region is not None and encoded(self.headers.get("Mcp-Param-Region")) != region:
                raise Refusal(400, -32020, "Mcp-Param-Region does not match")
            return call(name, params.get("arguments") or {}, Refusal)
        raise Refusal(404, -32601, "Method not found")

    # --- the older era

    def legacy(self, message):
        mode = self.word.split("-")[0]
        sessions = mode not in ("json", "stateless")
        session = self.headers.get("Mcp-Session-Id")
        with lock:
            known = session in opened[self.word] - ended[self.word]
        if self.command == "DELETE":
            if not sessions:
                return self.answer(405, b"", None, Allow="POST")
            if not known:
                return self.answer(404, error(None, -32600, "Session not found"))
            with lock:
                ended[self.word].add(session)
            return self.answer(200, b"", None)
        if self.command == "GET":
            return self.answer(405, b"", None, Allow="POST")
        if "text/event-stream" not in self.headers.get("Accept", ""):
            return self.answer(406, error(None, -32600, "Not Acceptable"))
        if message is None:
            return self.answer(400, error(None, -32700, "Parse error"))
        if isinstance(message, list):
            return self.answer(400, error(None, -32600, "no batches"))
        id, method, params = message.get("id"), message.get("method"), message.get("params") or {}
        headers = {}
        if method == "initialize":
            wanted = params.get("protocolVersion")
            speaks = {"oldest": LEGACY[3:], "picky": LEGACY[2:3]}.get(mode, LEGACY)
            if mode == "picky" and wanted not in speaks:
                return self.answer(400, error(id, -32602, "Unsupported protocol version: " + str(wanted)))
            if sessions:
                headers["Mcp_Session_Id"] = self.open_session()
            result = {"protocolVersion": wanted if wanted in speaks else speaks[0], "capabilities": CAPABILITIES, "serverInfo": INFO}
            if mode == "future":
                result["protocolVersion"] = "2031-01-01"
            return self.result(id, result, mode, headers)
        if sessions and session is None:
            if mode == "stray":
                # As some servers do: one more session for whatever they refuse.
                headers["Mcp_Session_Id"] = self.open_session()
            return self.answer(400, error("server-error", -32600, "Bad Request: Missing session ID"), **headers)
        if sessions and not known:
            return self.answer(404, error("server-error", -32600, "Session not found"))
        if self.headers.get("MCP-Protocol-Version", LEGACY[0]) not in LEGACY:
            return self.answer(400, error("server-error", -32600, "Unsupported protocol version"))
        if id is None:
            return self.answer(202, b"", None)
        if mode == "forgetful":
            with lock:
                ended[self.word].add(session)
        if method == "ping":
            return self.result(id, {}, mode, headers)
        if method == "tools/list":
            return self.result(id, self.page(params), mode, headers)
        if method == "tools/call":
            if not isinstance(params.get("name"), str):
                return self.refuse(id, -32602, "Invalid request parameters", mode)
            return self.result(id, call(params["name"], params.get("arguments") or {}, None), mode, headers)
        self.refuse(id, -32601, "Method not found", mode)

    def open_session(self):
        session = "session-%d" % next(numbers)
        with lock:
            opened[self.word].add(session)
        return session

    def page(self, params):
        cursor = int(params.get("cursor") or 0)
        if self.word.endswith("-circle"):
            return {"tools": TOOLS[:1], "nextCursor": "1"}
        if self.word.endswith("-endless"):
            return {"tools": TOOLS[:1], "nextCursor": str(cursor + 1)}
        if self.word.endswith("-pages"):
            page = {"tools": TOOLS[cursor:cursor + 1]}
            if cursor + 1 < len(TOOLS):
                page["nextCursor"] = str(cursor + 1)
            return page
        return {"tools": TOOLS}

    def result(self, id, result, mode, headers):
        self.reply({"jsonrpc": "2.0", "id": id, "result": result}, mode, headers)

    def refuse(self, id, code, message, mode):
        self.reply(error(id, code, message), mode, {})

    def reply(self, message, mode, headers):
        text = json.dumps(message)
        if mode in ("json", "stray"):
            return self.answer(200, message, **headers)
        if mode == "noisy":
            half = len(text) // 2
            while text[half] != " ":
                half += 1
            text = text[:half] + "\r\ndata:" + text[half:]
            whole = (
                ": hello\r\n\r\nid: 7\r\nretry: 100\r\nevent: message\r\ndata: "
                '{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"x"}}\r\n\r\n'
                "event: other\r\ndata: nothing\r\n\r\ndata\r\n\r\n"
                'data: {"jsonrpc":"2.0","id":"s1","method":"roots/list"}\r\n\r\n'
                "event: message\r\ndata: " + text + "\r\n\r\n"
            ).encode()
            return self.stream([whole[i:i + 7] for i in range(0, len(whole), 7)], **headers)
        self.stream([b"event: message\r\ndata: " + text.encode() + b"\r\n\r\n"], **headers)

    # --- faults: true when the request is answered

    def fault_html(self, message, method):
        return self.answer(200, b"<!DOCTYPE html><title>Sign in</title>", "text/html") or True

    def fault_other(self, message, method):
        return self.answer(200, {"status": "ok"}) or True

    def fault_text(self, message, method):
        return self.answer(404, b"404 page not found", "text/plain") or True

    def fault_locked(self, message, method):
        if self.headers.get("Authorization") == "Bearer right":
            return False
        port = self.server.server_port
        if "/.well-known/" in self.path:
            return False
        text = 'Basic realm="x, y", Bearer scope="mcp:read", resource_metadata="http://127.0.0.1:%d/locked-metadata"' % port
        return self.answer(401, b"", None, WWW_Authenticate=text) or True

    def fault_forbidden(self, message, method):
        return self.answer(403, b"\x1b[31mnot for you", "text/plain") or True

    def fault_busy(self, message, method):
        return self.answer(429, b"slow down", "text/plain", Retry_After="7") or True

    def fault_busy_date(self, message, method):
        return self.answer(429, b"", None, Retry_After=email.utils.formatdate(time.time() + 90, usegmt=True)) or True

    def fault_gone(self, message, method):
        return self.answer(503, b"no upstream", "text/plain", Retry_After="3") or True

    def fault_moved(self, message, method):
        return self.answer(307, b"", None, Location="https://elsewhere.example/mcp") or True

    def fault_wrong_id(self, message, method):
        return self.answer(200, {"jsonrpc": "2.0", "id": 999, "result": {}}) or True

    def fault_torn(self, message, method):
        return self.answer(200, b'{"jsonrpc":"2.0","id":1,"result":{"supportedVersions":["20') or True

    def fault_huge(self, message, method):
        return self.answer(200, b'"' + b"x" * (1 << 20) + b'"') or True

    def fault_slow(self, message, method):
        """Opens a session and takes its time to say so."""
        if method == "initialize":
            time.sleep(4)
        return False

    def fault_silent(self, message, method):
        """Opens a session, says which, and nothing more."""
        if method != "initialize":
            return False
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Mcp-Session-Id", self.open_session())
        self.end_headers()
        self.wfile.flush()
        time.sleep(30)
        return True

    def fault_cut(self, message, method):
        """The stream of an answer ends before it."""
        if method != "tools/list":
            return False
        self.stream([b"event: message\ndata: {\"jsonrpc\"", b""])
        return True

    def fault_other_version(self, message, method):
        """Of the newer era, and of a revision that is not known yet."""
        return self.answer(400, error(1, -32022, "Unsupported", {"supported": ["2031-01-01"], "requested": MODERN})) or True

    def fault_hostile(self, message, method):
        text = "\x1b[2J\x1b]0;owned\x07"
        return self.answer(500, error(1, -32603, text + "broken")) or True

    def fault_open(self, message, method):
        """Whoever asks from wherever is answered."""
        del self.headers["Origin"]
        self.headers.replace_header("Host", "127.0.0.1")
        return False

    def fault_becomes_legacy(self, message, method):
        """Of the newer era until somebody asked for its tools."""
        with lock:
            listed = any(entry["method"] == "tools/list" for entry in seen[self.word][:-1])
        if listed or method == "initialize":
            return False
        return self.modern(message) or True


def encoded(text):
    import base64
    if text and text.startswith("=?base64?") and text.endswith("?="):
        return base64.b64decode(text[9:-2]).decode()
    return text


def call(name, arguments, refusal):
    text = {"type": "text", "text": ""}
    if name == "echo":
        text["text"] = str(arguments.get("text"))
        return {"content": [text], "structuredContent": {"said": arguments.get("text")}}
    if name == "région":
        text["text"] = str(arguments.get("region"))
        return {"content": [text]}
    if name == "limited":
        text["text"] = json.dumps({"error": "Rate limit exceeded", "retry_after_seconds": 12, "remaining": 0, "limit": 60, "window": "1m"})
        return {"content": [text]}
    text["text"] = "Unknown tool: " + name if name != "fail" else "it failed"
    return {"content": [text], "isError": True}


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 128


server = Server(("127.0.0.1", 0), Eras)
print(server.server_port, flush=True)
server.serve_forever()
