#!/usr/bin/env python3
"""Starts nginx with FOLDER/nginx.conf in front of small servers, calls them through it, and prints what came of it.

    gateway.py FOLDER GATEWAY HEALTH WEATHER NEWS AUTH UNUSED     (ports)
"""
import http.client
import http.server
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time

folder = sys.argv[1]
gateway, health, weather, news, auth = map(int, sys.argv[2:7])
next_event = threading.Event()


class Backend(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def handle(self):
        try:
            super().handle()
        except ConnectionError:
            pass

    def body(self):
        if self.headers.get("Transfer-Encoding") == "chunked":
            while int(self.rfile.readline(), 16):
                pass
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def answer(self, status, text, headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def chunk(self, text):
        data = text.encode()
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def stream(self):
        """Two events; each is sent only when the client has the one before."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.chunk("event: endpoint\ndata: /messages/?session_id=7\n\n")
        for number in (1, 2):
            next_event.wait(10)
            next_event.clear()
            self.chunk(f'event: message\ndata: {{"n":{number}}}\n\n')
        next_event.wait(10)
        self.wfile.write(b"0\r\n\r\n")

    def do_GET(self):
        path = self.path.split("?")[0]
        if path == "/verify":
            token = self.headers.get("Authorization") or ""
            if token == "Bearer good":
                self.answer(200, "", [("X-Auth-Request-User", "alice")])
            elif token == "Bearer other":
                self.answer(403, "")
            elif token == "Bearer broken":
                self.answer(502, "")
            else:
                self.answer(401, "", [("WWW-Authenticate", 'Bearer realm="mcp"')])
        elif path in ("/sse",):
            self.stream()
        elif path == "/ws":
            self.send_response(101)
            self.send_header("Upgrade", self.headers.get("Upgrade") or "none")
            self.send_header("Connection", "Upgrade")
            self.end_headers()
            self.close_connection = True
        else:
            self.answer(200, "inside")

    def do_POST(self):
        self.body()
        if self.headers.get("X-Want") == "redirect":
            self.answer(307, "", [("Location", f"http://{self.headers['Host']}/mcp/")])
        elif self.headers.get("X-Want") == "steering":
            self.answer(200, "", [("X-Accel-Redirect", "/-/auth")])
        else:
            seen = {name.lower(): value for name, value in self.headers.items()}
            self.answer(200, json.dumps({"line": f"POST {self.path}", "headers": seen}))


def serve(port):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Backend)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()


def call(method, path, port=gateway, body=None, **headers):
    """One request; header names are written with _ for -."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    names.setdefault("Host", "mcp.example.com")
    names.setdefault("Authorization", "Bearer good")
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request(method, path, body=body, headers=names)
        response = connection.getresponse()
        return response, response.read().decode()
    finally:
        connection.close()


def events():
    """Reads the stream event by event, and asks for the next only when one has arrived whole."""
    connection = http.client.HTTPConnection("127.0.0.1", gateway, timeout=10)
    connection.request("GET", "/news/sse", headers={"Host": "mcp.example.com", "Authorization": "Bearer good"})
    response = connection.getresponse()
    found, endpoint = 0, ""
    while found < 3:
        line = response.readline().decode()
        if not line:
            break
        if line.startswith("data: /"):
            endpoint = line[6:].strip()
        if line == "\n":
            found += 1
            next_event.set()
    connection.close()
    return f"{found} apart", endpoint


def upgrade():
    with socket.create_connection(("127.0.0.1", gateway), timeout=10) as connection:
        connection.sendall(
            b"GET /chat/ws HTTP/1.1\r\nHost: mcp.example.com\r\nAuthorization: Bearer good\r\n"
            b"Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
        )
        lines = connection.recv(4096).decode().split("\r\n")
    value = next((line.split(": ")[1] for line in lines if line.lower().startswith("upgrade:")), "")
    return f"{lines[0].split()[1]} {value}"


def status(*arguments, **headers):
    return str(call(*arguments, **headers)[0].status)


def ask():
    post = {"body": "{}", "Content_Type": "application/json"}
    seen = json.loads(call("POST", "/weather/mcp", X_Forwarded_For="10.0.0.1", X_Auth_Request_User="root", **post)[1])
    denied = call("POST", "/weather/mcp", Authorization="", **post)[0]
    answers = {
        "prefix": json.loads(call("POST", "/weather/mcp?a=1", **post)[1])["line"],
        "slash": json.loads(call("POST", "/weather/mcp/", **post)[1])["line"],
        "redirect": call("POST", "/weather/mcp", X_Want="redirect", **post)[0].headers["Location"],
        "metrics": status("GET", "/metrics"),
        "metrics below": status("GET", "/weather/metrics"),
        "admin": status("POST", "/weather/admin/rpc", **post),
        "climbing": status("GET", "/weather/mcp/..%2f../metrics"),
        "unprefixed": status("POST", "/mcp", **post),
        "host": status("POST", "/weather/mcp", Host="evil.example.net", **post),
        "unauthenticated": f"{denied.status} {denied.headers['WWW-Authenticate']}",
        "forbidden": status("POST", "/weather/mcp", Authorization="Bearer other", **post),
        "broken authentication": status("POST", "/weather/mcp", Authorization="Bearer broken", **post),
        "user": seen["headers"].get("x-auth-request-user"),
        "server host": seen["headers"].get("host"),
        "forwarded for": seen["headers"].get("x-forwarded-for"),
        "forwarded prefix": seen["headers"].get("x-forwarded-prefix"),
        "accel": call("POST", "/weather/mcp", **post)[0].headers["X-Accel-Buffering"],
        "steering": status("POST", "/weather/mcp", X_Want="steering", **post),
        "message": json.loads(call("POST", "/news/messages/?session_id=7", **post)[1])["line"],
        "message read": status("GET", "/news/messages/?session_id=7"),
        "upgrade": upgrade(),
        "health": "{0.status} {1}".format(*call("GET", "/-/healthy", health)),
        "health other": status("GET", "/metrics", health),
        "large": status("POST", "/weather/mcp", body="x" * 5_000_000),
    }
    answers["events"], answers["endpoint"] = events()
    limited = None
    for _ in range(60):
        limited = call("POST", "/weather/mcp?token=hunter2", **post)[0]
        if limited.status == 429:
            break
    answers["limit"] = f"{limited.status} {limited.headers['Retry-After']}"
    return answers


def main():
    for port in (weather, news, auth):
        serve(port)
    program = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")
    if not program:
        sys.exit("nginx is missing: scripts/setup --test installs it")
    words = [program, "-e", "stderr", "-c", f"{folder}/nginx.conf", "-p", folder]
    subprocess.run([*words, "-t", "-q"], check=True)
    log = open(f"{folder}/log", "w+b")
    nginx = subprocess.Popen([*words, "-g", "daemon off;"], stdout=log, stderr=log)
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", health), timeout=1).close()
                break
            except OSError:
                time.sleep(0.02)
        answers = ask()
    finally:
        nginx.terminate()
        nginx.wait(20)
    log.seek(0)
    text = log.read().decode()
    requests = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    isClean = len(requests) > 20 and not any(word in text for word in ("hunter2", "session_id", "Bearer"))
    answers["log"] = "clean" if isClean else text
    print(json.dumps(answers))


main()
