#!/usr/bin/env python3
"""A target whose counter goes up by ten with every scrape; /json has numbers in a tree, /page is for people.

Prints its port on one line when it listens, and runs until it is killed.
"""
import http.server

calls = 0


class Target(http.server.BaseHTTPRequestHandler):
    def log_message(self, *words):
        pass

    def do_GET(self):
        global calls
        calls += 10
        kind, body = "text/plain; version=0.0.4", (
            "# TYPE calls_total counter\ncalls_total{tool=\"echo\"} %d\ncalls_total{tool=\"\x1b[2J\"} 1\n" % calls)
        if self.path == "/json":
            kind, body = "application/json", '{"tools": {"echo": {"calls": 3}}}'
        elif self.path == "/page":
            kind, body = "text/html; charset=utf-8", "<html>calls_total 1\n</html>"
        body = body.encode()
        self.send_response(404 if self.path == "/gone" else 200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


server = http.server.HTTPServer(("127.0.0.1", 0), Target)
print(server.server_port, flush=True)
server.serve_forever()
