#!/usr/bin/env python3
# Rendered by mcpctl for mcp-app
"""mcp-health: is this MCP server fit to serve? An exec probe in one file (Python >= 3.9, standard library only).

An open port or a green /status proves nothing: a bridge stays "healthy" in front of a dead server, and another service
may have taken the port. So this speaks MCP: it lists the tools and, with --tool, calls the server's own health tool.
Exit 0 healthy or degraded, 1 unhealthy, 2 usage; exactly one line on standard output. mcp-health.mjs is its twin: the
two behave alike, change both. Environment proxies and redirects are never followed: a probe speaks to its own pod.
"""
import base64, hashlib, http.client, json, os, re, signal, struct, sys, threading, time
from errno import errorcode
from urllib.parse import urljoin, urlsplit

USAGE = ("mcp-health URL [--transport http|sse|websocket] [--tool NAME] [--expect-tool NAME]... [--timeout SECONDS] "
         "[--auth-file PATH | --auth-env NAME] [--auth-header NAME] [--auth-prefix TEXT]")
MODERN, LEGACY, LIMIT, PAGES = "2026-07-28", "2025-11-25", 1 << 20, 64
CLIENT = {"name": "mcp-health", "version": "1"}
GOOD = ("ok", "healthy", "pass", "up")


class Usage(Exception): pass
class Unhealthy(Exception): pass


def parse_args(argv):
    o = {"transport": "http", "timeout": "4", "auth-header": "Authorization", "auth-prefix": "Bearer "}
    known, expect, words, rest = set(o) | {"tool", "auth-file", "auth-env"}, [], [], list(argv)
    while rest:
        word = rest.pop(0)
        name, eq, value = word[2:].partition("=")
        if not word.startswith("--"): words.append(word); continue
        if name not in known | {"expect-tool"}: raise Usage("unknown option --" + name)
        if not eq:
            if not rest: raise Usage("--" + name + " needs a value")
            value = rest.pop(0)
        if name == "expect-tool": expect.append(value)
        else: o[name] = value
    if len(words) != 1: raise Usage("exactly one URL is needed")
    if o["transport"] not in ("http", "sse", "websocket"): raise Usage("--transport is http, sse or websocket")
    schemes = ("ws", "wss", "http", "https") if o["transport"] == "websocket" else ("http", "https")
    try: url = urlsplit(words[0]); url.port
    except ValueError: url = urlsplit("")      # the next check says it
    if url.scheme not in schemes or not url.hostname: raise Usage("the URL must be " + " or ".join(schemes))
    if url.username is not None or not re.fullmatch(r"[!-~]+", words[0]): raise Usage("the URL must be plain, without credentials")
    for n in expect + [o.get("tool", "x")]:
        if not re.fullmatch(r"[!-~]+", n): raise Usage("tool names are printable ASCII without spaces")
    if not re.fullmatch(r"\d{1,3}(\.\d{1,3})?", o["timeout"]) or not 0.1 <= float(o["timeout"]) <= 300: raise Usage("--timeout is 0.1 to 300 seconds")
    auth, secret = {}, ""
    if "auth-file" in o and "auth-env" in o: raise Usage("--auth-file or --auth-env, not both")
    if "auth-file" in o:
        try:
            with open(o["auth-file"], encoding="utf-8") as f: secret = f.read(65536).strip()
        except (OSError, ValueError): raise Usage("cannot read the --auth-file")
    elif "auth-env" in o: secret = os.environ.get(o["auth-env"], "").strip()
    if "auth-file" in o or "auth-env" in o:
        if not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", o["auth-header"]): raise Usage("--auth-header is not a header name")
        if not secret or not re.fullmatch(r"[ -~]*", o["auth-prefix"] + secret): raise Usage("the credential is empty or not printable ASCII")
        auth = {o["auth-header"]: o["auth-prefix"] + secret}
    if o.get("tool"): expect.append(o["tool"])
    return {"url": url, "href": words[0], "transport": o["transport"], "tool": o.get("tool"), "expect": expect,
            "timeout": float(o["timeout"]), "auth": auth, "secret": secret}


def parse_json(text):
    def no(_): raise ValueError
    try: return json.loads(text, parse_constant=no)
    except (ValueError, RecursionError): return None


def reply_in(value, id):
    """The JSON-RPC response to request `id`, if that is what this is (a stream also carries notifications)."""
    ok = isinstance(value, dict) and value.get("jsonrpc") == "2.0" and "method" not in value and ("result" in value) != ("error" in value)
    return value if ok and (value.get("id") == id or "error" in value and value.get("id") in (None, "server-error")) else None


def refusal(method, error):
    code, message = (error.get("code"), error.get("message")) if isinstance(error, dict) else (None, None)
    return f"{method} answers error {code if isinstance(code, int) else '?'}" + (": " + message if message and isinstance(message, str) else "")


def sse_events(read):
    """(event, data) pairs; `read` gives bytes, b"" at the end. The limit is on all of it: an endless stream ends here."""
    buffer, total = b"", 0
    while True:
        m = re.search(rb"\r\n\r\n|\n\n|\r\r", buffer)
        if m:
            block, buffer = buffer[:m.start()].decode("utf-8", "replace"), buffer[m.end():]
            fields = [line.partition(":")[::2] for line in re.split(r"\r\n|\n|\r", block)]
            get = lambda name: [v[1:] if v.startswith(" ") else v for n, v in fields if n == name]
            yield (get("event") or ["message"])[-1], "\n".join(get("data"))
            continue
        chunk = read(65536)
        total += len(chunk)
        if not chunk: return
        if total > LIMIT: raise Unhealthy("the answer is larger than 1 MiB")
        buffer += chunk


class Peer:
    """What the three transports share. A worker thread talks; the main thread holds the clock and ends the session."""
    def __init__(self, opts, until):
        self.o, self.until, self.doing, self.ids = opts, until, "connecting", 0
        self.lock, self.closing, self.idle, self.notes = threading.Lock(), False, threading.Event(), []
        self.idle.set()

    def connect(self, url=None, until=None):
        url = url or self.o["url"]
        cls = http.client.HTTPSConnection if url.scheme in ("https", "wss") else http.client.HTTPConnection
        return cls(url.hostname, url.port, timeout=max(0.05, (until or self.until) - time.monotonic()))

    def target(self, url=None):
        url = url or self.o["url"]
        return (url.path or "/") + ("?" + url.query if url.query else "")

    def envelope(self, method, params, notify):
        self.doing = method
        self.ids += not notify
        return {"jsonrpc": "2.0", "method": method, **({} if notify else {"id": self.ids}), **({"params": params} if params is not None else {})}

    def ask(self, method, params=None):
        """The result of a request; anything but a result is unhealthy."""
        reply = self.exchange(method, params)
        if "error" in reply: raise Unhealthy(refusal(method, reply["error"]))
        if not isinstance(reply["result"], dict): raise Unhealthy(method + " answers no object")
        return reply["result"]

    def handshake(self, version):
        r = self.ask("initialize", {"protocolVersion": version, "capabilities": {}, "clientInfo": CLIENT})
        self.version = str(r.get("protocolVersion"))
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", self.version): raise Unhealthy("initialize answers no protocol version")
        self.exchange("notifications/initialized", None, notify=True)
        return self.version, r.get("serverInfo")

    def end(self, until): pass


class Http(Peer):
    version, session, sessions = MODERN, None, ()

    def headers(self, session=None):
        return {"Content-Type": "application/json", "Accept": "application/json, text/event-stream", "MCP-Protocol-Version": self.version,
                "User-Agent": "mcp-health", "Connection": "close", **({"Mcp-Session-Id": session} if session else {}), **self.o["auth"]}

    def post(self, method, params, notify=False):
        """(status, content type, reply or None). One connection a request: an answer may be a stream that stays open."""
        message, headers = self.envelope(method, params, notify), self.headers(self.session)
        if self.version == MODERN:
            message["params"] = {**(params or {}), "_meta": {
                "io.modelcontextprotocol/protocolVersion": MODERN, "io.modelcontextprotocol/clientInfo": CLIENT,
                "io.modelcontextprotocol/clientCapabilities": {}}}
            headers["Mcp-Method"] = method
            if method == "tools/call": headers["Mcp-Name"] = params["name"]
        elif method == "initialize": del headers["MCP-Protocol-Version"]
        with self.lock:      # once the clock has run out no request may start: it could open a session nobody ends
            if self.closing: raise Unhealthy("stopped")
            self.idle.clear()
        try:
            conn = self.connect()
            conn.request("POST", self.target(), json.dumps(message).encode(), headers)
            answer = conn.getresponse()
            # Also a *refused* request may have opened a session (seen: 400 "Missing session ID" carrying one): keep every id.
            given = answer.getheader("Mcp-Session-Id") or ""
            if re.fullmatch(r"[!-~]{1,1024}", given) and given not in self.sessions: self.sessions += (given,)
            if method == "initialize": self.session = given or None
        finally: self.idle.set()
        status, kind = answer.status, (answer.getheader("Content-Type") or "").split(";")[0].strip().lower()
        if 300 <= status < 400: raise Unhealthy(f"{method}: redirect (HTTP {status}) is not followed, check the path")
        if status in (401, 403, 421, 429):
            why = {401: "credentials wanted or refused", 403: "forbidden", 421: "host name refused", 429: "too many requests"}[status]
            raise Unhealthy(f"{method}: HTTP {status}, {why}: something is up, but not usable")
        reply = None
        if notify: pass
        elif kind == "text/event-stream":
            found = (reply_in(parse_json(data), message["id"]) for _, data in sse_events(answer.read1))
            reply = next((r for r in found if r), None)
        else:
            body = b""
            while True:
                chunk = answer.read1(65536)
                body += chunk
                if len(body) > LIMIT: raise Unhealthy("the answer is larger than 1 MiB")
                if not chunk: break
            reply = reply_in(parse_json(body.decode("utf-8", "replace")), message["id"])
        conn.close()
        return status, kind, reply

    def exchange(self, method, params, notify=False):
        status, kind, reply = self.post(method, params, notify)
        if notify and not 200 <= status < 300 or not notify and not (reply and (status == 200 or "error" in reply)):
            raise Unhealthy(f"{method}: HTTP {status} {kind or 'without content type'}, not an MCP answer")
        return reply

    def open(self):
        """Which era? Ask the modern question; a modern result or a modern error says modern, anything else gets the old
        handshake. Never one code alone: old servers answer 400, 404, 200, text, HTML, and many different codes here."""
        status, _, reply = self.post("server/discover", None)
        result, error = (reply or {}).get("result"), (reply or {}).get("error")
        versions = result.get("supportedVersions") if isinstance(result, dict) else None
        if status == 200 and isinstance(versions, list) and MODERN in versions:
            meta = result.get("_meta")
            return MODERN, (meta if isinstance(meta, dict) else {}).get("io.modelcontextprotocol/serverInfo")
        data = error.get("data") if isinstance(error, dict) else None
        supported = data.get("supported") if isinstance(data, dict) else None
        if status == 400 and isinstance(error, dict) and (error.get("code") in (-32020, -32021, -32022) or isinstance(supported, list)):
            older = isinstance(supported, list) and any(isinstance(v, str) and v < MODERN for v in supported)
            if not older: raise Unhealthy(refusal("server/discover", error))
        self.version = LEGACY
        return self.handshake(LEGACY)

    def end(self, until):
        """DELETE every session seen. One answer may still be on its way with a session id we must learn first."""
        self.idle.wait(max(0, until - time.monotonic()) / 2)
        for session in self.sessions:
            try:
                conn = self.connect(until=until)
                conn.request("DELETE", self.target(), headers=self.headers(session))
                status = conn.getresponse().status
                # 405 is the protocol's "clients may not end sessions"; 404 and 410 say that it is gone already
                if not 200 <= status < 300 and status not in (404, 405, 410): self.notes.append(f"session not ended (HTTP {status})")
                conn.close()
            except (OSError, http.client.HTTPException): self.notes.append("session not ended (no answer)")


class Sse(Peer):
    """The 2024 transport: GET gives a stream whose first event names the address to POST to; answers come on the stream."""
    def open(self):
        conn = self.conn = self.connect()
        conn.request("GET", self.target(), headers={"Accept": "text/event-stream", "User-Agent": "mcp-health", **self.o["auth"]})
        answer = conn.getresponse()
        if answer.status != 200 or not (answer.getheader("Content-Type") or "").lower().startswith("text/event-stream"):
            raise Unhealthy(f"HTTP {answer.status} {answer.getheader('Content-Type') or 'without content type'}, not an SSE stream")
        self.events = sse_events(answer.read1)
        place = next((data for event, data in self.events if event == "endpoint"), None)
        if place is None: raise Unhealthy("the stream names no endpoint")
        self.post = urlsplit(urljoin(self.o["href"], place))
        if self.post[:2] != self.o["url"][:2]: raise Unhealthy("the stream names an endpoint elsewhere, credentials stay here")
        return self.handshake("2024-11-05")

    def exchange(self, method, params, notify=False):
        message = self.envelope(method, params, notify)
        conn = self.connect(self.post)
        conn.request("POST", self.target(self.post), json.dumps(message).encode(),
                     {"Content-Type": "application/json", "User-Agent": "mcp-health", **self.o["auth"]})
        status = conn.getresponse().status
        conn.close()
        if not 200 <= status < 300: raise Unhealthy(f"{method}: HTTP {status}")
        if notify: return None
        reply = next((r for r in (reply_in(parse_json(data), message["id"]) for _, data in self.events) if r), None)
        if reply is None: raise Unhealthy("the stream ended without the answer to " + method)
        return reply


class WebSocket(Peer):
    """A minimal RFC 6455 client: one handshake, masked text frames out, whole messages in."""
    def open(self):
        key = base64.b64encode(os.urandom(16)).decode()
        conn = self.connect()
        conn.request("GET", self.target(), headers={
            "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Key": key, "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Protocol": "mcp", "User-Agent": "mcp-health", **self.o["auth"]})
        self.sock = conn.sock
        answer = conn.getresponse()
        accept = base64.b64encode(hashlib.sha1((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest()).decode()
        if answer.status != 101 or answer.getheader("Sec-WebSocket-Accept") != accept: raise Unhealthy(f"HTTP {answer.status}, not a WebSocket")
        self.answer, self.file, self.total = answer, answer.fp, 0
        return self.handshake(LEGACY)

    def send(self, opcode, data):
        size = (struct.pack(">B", 128 | len(data)) if len(data) < 126 else
                struct.pack(">BH", 254, len(data)) if len(data) < 65536 else struct.pack(">BQ", 255, len(data)))
        mask = os.urandom(4)
        self.sock.sendall(bytes([128 | opcode]) + size + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(data)))

    def need(self, n):
        self.total += n
        if self.total > LIMIT: raise Unhealthy("the answer is larger than 1 MiB")
        data = self.file.read(n)
        if len(data) < n: raise Unhealthy(self.doing + ": the server closed the connection")
        return data

    def message(self):
        text = b""
        while True:
            head, size = self.need(2)
            opcode, fin = head & 15, head & 128
            if size & 128 or head & 112: raise Unhealthy("not a valid WebSocket frame")
            if size > 125: size = int.from_bytes(self.need(2 if size == 126 else 8), "big")
            data = self.need(size)
            if opcode == 8: raise Unhealthy(self.doing + ": the server closed the connection")
            if opcode == 9: self.send(10, data)
            if opcode > 7: continue
            text += data
            if fin: return text.decode("utf-8", "replace")

    def exchange(self, method, params, notify=False):
        message = self.envelope(method, params, notify)
        self.send(1, json.dumps(message).encode())
        while not notify:
            reply = reply_in(parse_json(self.message()), message["id"])
            if reply: return reply

    def end(self, until):
        if hasattr(self, "file"): self.send(8, struct.pack(">H", 1000))


def examine(peer):
    """(word, what was seen)"""
    version, info = peer.open()
    info = info if isinstance(info, dict) else {}
    seen = f"{info.get('name') or 'unnamed'} {info.get('version') or ''}".strip() + f", protocol {version}"
    names, cursor, cursors = [], None, set()
    while True:
        page = peer.ask("tools/list", {"cursor": cursor} if cursor else {})
        tools = page.get("tools")
        if not isinstance(tools, list): raise Unhealthy("tools/list answers no list of tools; " + seen)
        names += [t["name"] for t in tools if isinstance(t, dict) and isinstance(t.get("name"), str)]
        cursor = page.get("nextCursor")
        if not isinstance(cursor, str) or not cursor: break
        if cursor in cursors or len(cursors) >= PAGES: raise Unhealthy("tools/list pages never end; " + seen)
        cursors.add(cursor)
    seen += f", {len(names)} tool{'' if len(names) == 1 else 's'}"
    missing = [n for n in peer.o["expect"] if n not in names]
    if not names: raise Unhealthy("the server lists no tools; " + seen)
    if missing: raise Unhealthy("missing tool " + ", ".join(missing) + "; " + seen)
    return judge(peer, peer.o["tool"], seen) if peer.o["tool"] else ("healthy", seen)


def judge(peer, tool, seen):
    result = peer.ask("tools/call", {"name": tool, "arguments": {}})
    content = result.get("content") if isinstance(result.get("content"), list) else []
    text = next((c["text"] for c in content if isinstance(c, dict) and c.get("type") == "text" and isinstance(c.get("text"), str)), "")
    if result.get("isError"): raise Unhealthy(f"{tool} failed: {text}; {seen}")
    if result.get("resultType", "complete") != "complete": raise Unhealthy(f"{tool} gave no complete result; {seen}")
    body = parse_json(text) if text else result.get("structuredContent")
    if not isinstance(body, dict): return "healthy", f"{seen}; {tool} answered"
    if "status" in body:
        status = body["status"].strip().lower() if isinstance(body["status"], str) else None
        if status == "degraded": return "degraded", f"{seen}; {tool} says degraded, still ready"
        if status in GOOD: return "healthy", f"{seen}; {tool} says {status}"
        raise Unhealthy(f"{tool} says {status or 'an unreadable status'}; {seen}")
    if body.get("error"):
        # Tool Factory servers report a used-up rate limit as a success. The server works; restarting it would be wrong.
        if any(k in body for k in ("retryAfter", "retryAfterSeconds", "retry_after_seconds")): return "healthy", f"{seen}; {tool} is rate limited"
        raise Unhealthy(f"{tool} reports an error; {seen}")
    return "healthy", f"{seen}; {tool} answered"


def explain(peer, e):
    if isinstance(e, Unhealthy): return str(e)
    if isinstance(e, ConnectionRefusedError): return "nothing listens there (connection refused)"
    if isinstance(e, TimeoutError): return "no answer in time: " + peer.doing
    if isinstance(e, ConnectionResetError): return peer.doing + ": the connection was closed without an answer"
    if isinstance(e, http.client.HTTPException): return peer.doing + ": not an HTTP answer"
    return f"{peer.doing}: connection failed ({errorcode.get(getattr(e, 'errno', None), type(e).__name__)})"


def say(word, text, secret=""):
    """One line, whatever the peer sent: credentials struck out, everything but printable ASCII escaped, short."""
    if secret: text = text.replace(secret, "***")
    def units(m):
        raw = m.group().encode("utf-16-le", "surrogatepass")
        return "".join("\\u%04x" % u for u in struct.unpack("<%dH" % (len(raw) // 2), raw))

    text = re.sub(r"[^ -~]", units, text)
    sys.stdout.write(f"{word}: {text if len(text) <= 400 else text[:397] + '...'}\n")
    sys.stdout.flush()


def main():
    if sys.argv[1:] == ["--help"]: say("usage", USAGE); return 0
    try: opts = parse_args(sys.argv[1:])
    except Usage as e: say("usage", f"{e}; {USAGE}"); return 2
    start, total = time.monotonic(), opts["timeout"]
    # The last quarter of the one deadline, at most 1 s, is kept for ending the session: the prober's own timeout kills without warning.
    until = start + total - min(1, total / 4)
    peer = {"http": Http, "sse": Sse, "websocket": WebSocket}[opts["transport"]](opts, until)
    done, verdict, stopped = threading.Event(), [], []

    def work():
        try: verdict.append(examine(peer))
        except (Unhealthy, OSError, http.client.HTTPException, ValueError) as e: verdict.append(("unhealthy", explain(peer, e)))
        except Exception as e: verdict.append(("unhealthy", f"{peer.doing}: {type(e).__name__}"))
        done.set()

    def stop(number, _): stopped.append(number); done.set()
    for s in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP): signal.signal(s, stop)
    threading.Thread(target=work, daemon=True).start()
    done.wait(max(0, until - time.monotonic()))
    with peer.lock: peer.closing = True
    word, text = (verdict or [("unhealthy", ("stopped by a signal during " if stopped else "no answer in time: ") + peer.doing)])[0]
    ender = threading.Thread(target=peer.end, args=(start + total,), daemon=True)
    ender.start()
    ender.join(max(0, start + total - time.monotonic()))
    say(word, "; ".join([text] + sorted(set(peer.notes))), opts["secret"])
    return 1 if word == "unhealthy" else 0


if __name__ == "__main__":
    code = main()
    os._exit(code)   # a worker may still be waiting for a silent peer
