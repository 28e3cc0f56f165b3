#!/usr/bin/env python3
"""The HTTP API of a Prometheus that has one gauge, 95 between 00:20 and 00:25 of 2026-11-21 and 40 before and after.

Answers range selectors with the samples in their window, whose beginning does not belong to it. Prints its port on one
line when it listens, and runs until it is killed.
"""
import http.server
import json
import re
import urllib.parse

START = 1795219200
SAMPLES = [(START + 60 * i, 95 if 20 <= i < 25 else 40) for i in range(60)]
UNITS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800, "y": 31536000}


def data(path, form):
    if path == "/api/v1/metadata":
        return {"sessions": [{"type": "gauge", "help": "", "unit": ""}]}
    if path == "/api/v1/label/__name__/values":
        return ["sessions", "up"]
    if path == "/api/v1/rules":
        label = {"alertname": "SessionsFull", "severity": "warning"}
        alerts = [{"labels": dict(label, server="a"), "annotations": {"summary": "\x1b[2Jfull"}, "state": "firing",
                   "activeAt": "2026-11-21T00:20:00.5Z", "value": "9.5e+01"},
                  {"labels": dict(label, server="b"), "annotations": {}, "state": "pending",
                   "activeAt": "2026-11-21T00:21:00Z", "value": "NaN"}]
        rule = {"name": "SessionsFull", "query": "sessions > 90", "duration": 120, "alerts": alerts, "type": "alerting"}
        return {"groups": [{"name": "load", "file": "rules.yaml", "rules": [rule]}]}
    query, time = form["query"][0], float(form["time"][0])
    match = re.fullmatch(r"(\w+)(?:\{.*\})?\[(\w+)\]", query)
    if not match or match[1] != "sessions":
        return {"resultType": "matrix", "result": []}
    window = sum(int(n) * UNITS[u] for n, u in re.findall(r"(\d+)(ms|[smhdwy])", match[2]))
    values = [[t, str(v)] for t, v in SAMPLES if time - window < t <= time]
    metric = {"__name__": "sessions", "server": "a"}
    return {"resultType": "matrix", "result": [{"metric": metric, "values": values}] if values else []}


class Server(http.server.BaseHTTPRequestHandler):
    def log_message(self, *words):
        pass

    def do_GET(self):
        self.answer(urllib.parse.parse_qs(urllib.parse.urlparse(self.path).query))

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.answer(urllib.parse.parse_qs(body))

    def answer(self, form):
        path = urllib.parse.urlparse(self.path).path
        body = json.dumps({"status": "success", "data": data(path, form)}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


server = http.server.HTTPServer(("127.0.0.1", 0), Server)
print(server.server_port, flush=True)
server.serve_forever()
