#!/usr/bin/env python3
"""A Docker Engine's API on a Unix socket: containers by label and state, and events.

    engine_api.py FOLDER      prints the socket's path when it listens

For the tests:
    POST /_put      a container as the engine lists it; replaces the one with its Id
    POST /_remove   {"Id": …}
    POST /_drop     ends every stream of events
"""
import http.server
import json
import os
import queue
import socketserver
import sys
import threading
import urllib.parse

lock = threading.Lock()
containers = {}
streams = []


def has(container, wanted):
    name, equals, value = wanted.partition("=")
    labels = container.get("Labels") or {}
    return labels.get(name) == value if equals else name in labels


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *words):
        pass

    def address_string(self):
        return "socket"

    def answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        value = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
        with lock:
            if self.path == "/_put":
                containers[value["Id"]] = value
            elif self.path == "/_remove":
                containers.pop(value["Id"], None)
            for stream in streams:
                stream.put(None if self.path == "/_drop" else {"Type": "container", "Action": "start"})
        self.answer(200, {})

    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        filters = json.loads(dict(urllib.parse.parse_qsl(url.query)).get("filters", "{}"))
        if url.path == "/containers/json":
            with lock:
                found = [c for c in containers.values()
                         if c["State"] in filters.get("status", ["running"])
                         and all(has(c, label) for label in filters.get("label", []))]
            return self.answer(200, found)
        if url.path != "/events":
            return self.answer(404, {"message": "page not found"})
        stream = queue.Queue()
        with lock:
            streams.append(stream)
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.flush()
        try:
            while (event := stream.get()) is not None:
                data = json.dumps(event).encode() + b"\n"
                self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
                self.wfile.flush()
        except OSError:
            pass
        with lock:
            streams.remove(stream)
        self.close_connection = True


class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True

    def handle_error(self, *words):
        pass


path = os.path.join(sys.argv[1], "docker.sock")
server = Server(path, Handler)
print(path, flush=True)
server.serve_forever()
