#!/usr/bin/env python3
"""Answers as servers with the API of Prometheus do, and as what stands before them does: the first word of the path says how.

Prints its port on one line when it listens, and runs until it is killed.
"""
import http.server
import json
import socketserver
import urllib.parse

GOOD = {"status": "success", "data": {"resultType": "vector", "result": []}}


def failure(kind, text):
    return {"status": "error", "errorType": kind, "error": text}


class Odd(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *words):
        pass

    def answer(self, status, body, kind="application/json", **headers):
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def serve(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        url = urllib.parse.urlsplit(self.path)
        _, word, *path = url.path.split("/")
        form = urllib.parse.parse_qs(body or url.query)
        getattr(self, "do_" + word.replace("-", "_"))("/".join(path), form)

    do_GET = do_POST = serve

    def do_echo(self, path, form):
        """What was asked, as labels."""
        seen = {name: "|".join(values) for name, values in form.items()}
        seen.update(method=self.command, path=path)
        for name in ("Authorization", "X-Scope-OrgID", "Content-Type"):
            if self.headers.get(name):
                seen[name.replace("-", "_")] = self.headers[name]
        result = [{"metric": seen, "value": [0.25, "1"]}]
        self.answer(200, {"status": "success", "data": {"resultType": "vector", "result": result}})

    def do_only_get(self, path, form):
        if self.command == "POST":
            return self.answer(405, b"405 method not allowed", "text/plain", Allow="GET")
        self.do_echo(path, form)

    def do_html(self, path, form):
        self.answer(200, b"<!DOCTYPE html>\n<title>Sign in</title>", "text/html")

    def do_login(self, path, form):
        self.answer(302, b"", "text/html", Location="https://login.example/?rd=x")

    def do_status(self, path, form):
        self.answer(int(form["query"][0]), b"<html>\x1b[31mnginx</html>", "text/html")

    def do_bad_data(self, path, form):
        self.answer(400, failure("bad_data", 'invalid parameter "query": 1:5: parse error: unexpected end of input'))

    def do_execution(self, path, form):
        self.answer(422, failure("execution", "query processing would load too many samples into memory"))

    def do_timeout(self, path, form):
        self.answer(503, failure("timeout", "query timed out in expression evaluation"))

    def do_victoria(self, path, form):
        self.answer(422, failure("422", 'error when executing query="x": unknown function \x1b[2J'))

    def do_partial(self, path, form):
        self.answer(200, dict(GOOD, isPartial=True, warnings=["one store is away"], infos=["an info"]))

    def do_slow(self, path, form):
        import time
        time.sleep(30)

    def do_huge(self, path, form):
        self.answer(200, b"[" * (2 << 20))

    def do_torn(self, path, form):
        self.answer(200, b'{"status":"success","data":{"resultType":"vector","result":[{"metric":{"a":"b')


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True


server = Server(("127.0.0.1", 0), Odd)
print(server.server_port, flush=True)
server.serve_forever()
