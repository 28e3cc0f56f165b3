#!/usr/bin/env python3
"""A Kubernetes API server for tests of watches: lists in pages, watches with bookmarks, and everything that ends them.

    watch_api.py CERTIFICATE KEY CLIENT_AUTHORITY      prints its port when it listens

It takes the bearer token `right-token`, tokens that POST /_token adds, or a client certificate of the authority. For the
tests, without authentication:
    POST /_put      an object: added or changed, with a new resourceVersion
    POST /_delete   the same object
    POST /_drop     ends every watch, without an end of the body
    POST /_expire   forgets old versions: a watch that asks for them gets 410, now and as an event
    POST /_token    {"tokens": [...]} are the ones that are good from now on; watches end
    POST /_stray    sends a line that is no JSON to every watch
    GET  /_seen     the requests so far
"""
import http.server
import json
import queue
import socketserver
import ssl
import sys
import threading
import urllib.parse

PLURALS = {"Pod": ("/api/v1", "pods"), "Service": ("/api/v1", "services"),
           "EndpointSlice": ("/apis/discovery.k8s.io/v1", "endpointslices")}
lock = threading.RLock()
state = {"version": 100, "oldest": 0, "tokens": ["right-token"]}
objects = {}
events = []  # (version, type, object)
watches = []
seen = []


def key(value):
    meta = value["metadata"]
    return (value["kind"], meta.get("namespace", ""), meta["name"])


def change(kind, value):
    with lock:
        state["version"] += 1
        value["metadata"]["resourceVersion"] = str(state["version"])
        if kind == "DELETED":
            objects.pop(key(value), None)
        else:
            kind = "MODIFIED" if key(value) in objects else "ADDED"
            objects[key(value)] = value
        events.append((state["version"], kind, value))
        for watch in watches:
            watch.put((kind, value))


def matches(value, kind, namespace, selector):
    if value["kind"] != kind or namespace and value["metadata"].get("namespace") != namespace:
        return False
    labels = value["metadata"].get("labels", {})
    if " in (" in selector:
        name, values = selector[:-1].split(" in (")
        return labels.get(name) in values.split(",")
    for part in filter(None, selector.split(",")):
        name, _, wanted = part.partition("=")
        if labels.get(name) != wanted:
            return False
    return True


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *words):
        pass

    def answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def problem(self, code, message):
        self.answer(code, {"kind": "Status", "status": "Failure", "message": message, "code": code})

    def is_known(self):
        if self.connection.getpeercert():
            return True
        return self.headers.get("Authorization", "")[len("Bearer "):] in state["tokens"]

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        value = json.loads(body) if body else {}
        with lock:
            if self.path == "/_put":
                change("ADDED", value)
            elif self.path == "/_delete":
                change("DELETED", value)
            elif self.path == "/_expire":
                state["oldest"] = state["version"] = state["version"] + 100
                for watch in watches:
                    watch.put(("ERROR", {"kind": "Status", "code": 410, "reason": "Expired"}))
            elif self.path == "/_token":
                state["tokens"] = value["tokens"]
            elif self.path == "/_stray":
                for watch in watches:
                    watch.put("{no json\n")
            if self.path in ("/_drop", "/_token"):
                for watch in watches:
                    watch.put(None)
        self.answer(200, {})

    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(url.query))
        if url.path == "/_seen":
            return self.answer(200, seen)
        seen.append(self.path)
        if not self.is_known():
            return self.problem(401, "Unauthorized")
        for kind, (root, plural) in PLURALS.items():
            parts = url.path[len(root):].strip("/").split("/") if url.path.startswith(root) else []
            if parts == [plural]:
                return self.objects(kind, "", query)
            if len(parts) == 3 and parts[0] == "namespaces" and parts[2] == plural:
                if parts[1] == "forbidden":
                    return self.problem(403, "%s is forbidden: User \"me\" cannot list resource" % plural)
                return self.objects(kind, parts[1], query)
        self.problem(404, "the server could not find the requested resource")

    def objects(self, kind, namespace, query):
        selector = query.get("labelSelector", "")
        if query.get("watch"):
            return self.watch(kind, namespace, selector, int(query.get("resourceVersion") or 0))
        with lock:
            items = [value for _, value in sorted(objects.items()) if matches(value, kind, namespace, selector)]
            start = int(query.get("continue", 0))
            # Smaller pages than asked for, so that there are several.
            page = items[start:start + 2]
            meta = {"resourceVersion": str(state["version"])}
            if start + 2 < len(items):
                meta["continue"] = str(start + 2)
        self.answer(200, {"kind": kind + "List", "metadata": meta, "items": page})

    def chunk(self, text):
        data = text.encode()
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def watch(self, kind, namespace, selector, version):
        with lock:
            if version < state["oldest"]:
                return self.problem(410, "too old resource version")
            waiting = queue.Queue()
            for number, change, value in events:
                if number > version:
                    waiting.put((change, value))
            watches.append(waiting)
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.flush()
        try:
            while True:
                try:
                    event = waiting.get(timeout=0.5)
                except queue.Empty:
                    mark = {"kind": kind, "metadata": {"resourceVersion": str(state["version"])}}
                    self.chunk(json.dumps({"type": "BOOKMARK", "object": mark}) + "\n")
                    continue
                if event is None:
                    break
                if isinstance(event, str):
                    self.chunk(event)
                    continue
                change, value = event
                if change == "ERROR" or matches(value, kind, namespace, selector):
                    text = json.dumps({"type": change, "object": value}) + "\n"
                    # In two pieces: an event may stand in several.
                    self.chunk(text[:20])
                    self.chunk(text[20:])
                    if change == "ERROR":
                        break
        except OSError:
            pass
        finally:
            with lock:
                watches.remove(waiting)
        self.close_connection = True


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True

    def handle_error(self, *words):
        pass


context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[1], sys.argv[2])
context.load_verify_locations(sys.argv[3])
context.verify_mode = ssl.CERT_OPTIONAL
server = Server(("127.0.0.1", 0), Handler)
server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
print(server.server_address[1], flush=True)
server.serve_forever()
