#!/usr/bin/env python3
"""A stand-in for a Kubernetes API server: discovery, get, list by labels, and server-side apply with its dry run.

    kubernetes_api.py CERTIFICATE KEY CLIENT_AUTHORITY [--without GROUP/VERSION]...

Prints its port when it listens. It takes the bearer token `right-token`, the user `me` with the password `right`, or a
client certificate of the authority. Merges as the Kubernetes documentation describes server-side apply: lists of
containers, variables, ports and so on by their keys, fields left out are removed when nobody else manages them, and
conflicts name the other manager. Only the defaults that the tests look at are set. Objects are in memory.

For the tests, without authentication:
    POST /_fail {"path": PART OF A PATH, "method": …, "status": …, "body": … | "action": slow, garbage, endless}
    GET  /_seen    the requests so far, as a list of texts
"""
import copy
import http.server
import json
import socketserver
import ssl
import sys
import time
import urllib.parse

RESOURCES = {
    "v1": [("namespaces", "Namespace", False), ("configmaps", "ConfigMap", True), ("secrets", "Secret", True),
           ("services", "Service", True), ("serviceaccounts", "ServiceAccount", True),
           ("persistentvolumeclaims", "PersistentVolumeClaim", True)],
    "apps/v1": [("deployments", "Deployment", True), ("deployments/status", "Deployment", True),
                ("statefulsets", "StatefulSet", True)],
    "autoscaling/v2": [("horizontalpodautoscalers", "HorizontalPodAutoscaler", True)],
    "policy/v1": [("poddisruptionbudgets", "PodDisruptionBudget", True)],
    "networking.k8s.io/v1": [("networkpolicies", "NetworkPolicy", True), ("ingresses", "Ingress", True)],
}
KEYS = {
    "containers": ("name",), "initContainers": ("name",), "env": ("name",), "volumes": ("name",),
    "volumeMounts": ("mountPath",), "imagePullSecrets": ("name",),
}
objects = {}
failures = []
seen = []


def list_keys(field, items):
    if not all(isinstance(item, dict) for item in items):
        return None
    if field == "ports":
        name = "containerPort" if items and "containerPort" in items[0] else "port"
        return (name, "protocol") if all(name in item for item in items) else None
    return KEYS.get(field)


def key_of(item, keys):
    return tuple((key, item.get(key, "TCP" if key == "protocol" else None)) for key in keys)


def leaves(value, field="", path=()):
    """The paths of everything that a manager sets, with their values."""
    if isinstance(value, dict) and value:
        result = {}
        for key, inner in value.items():
            result.update(leaves(inner, key, path + (key,)))
        return result
    if isinstance(value, list) and value:
        keys = list_keys(field, value)
        if keys:
            result = {}
            for item in value:
                here = path + (key_of(item, keys),)
                result[here] = None
                result.update(leaves(item, "", here))
            return result
    return {path: value}


def child(value, step):
    if isinstance(step, tuple):
        keys = tuple(key for key, _ in step)
        return next((item for item in value or [] if key_of(item, keys) == step), None)
    return value.get(step) if isinstance(value, dict) else None


def at(value, path):
    for step in path:
        value = child(value, step)
        if value is None:
            return None
    return value


def put(root, path, new):
    value = root
    for step, after in zip(path, path[1:] + (None,)):
        existing = child(value, step)
        if isinstance(step, tuple):
            if existing is None:
                existing = {key: inner for key, inner in step if inner is not None}
                value.append(existing)
        elif after is None:
            value[step] = copy.deepcopy(new)
            return
        elif existing is None or not isinstance(existing, (dict, list)):
            existing = [] if isinstance(after, tuple) else {}
            value[step] = existing
        value = existing


def remove(root, path):
    parent = at(root, path[:-1])
    if isinstance(path[-1], tuple):
        item = child(parent, path[-1])
        if item is not None:
            parent.remove(item)
    elif isinstance(parent, dict):
        parent.pop(path[-1], None)


def text_of(path):
    text = ""
    for step in path:
        text += "[" + ",".join(f'{k}="{v}"' for k, v in step) + "]" if isinstance(step, tuple) else "." + step
    return text


def defaulted(value):
    spec = value.get("spec", {})
    if value["kind"] == "Deployment":
        spec.setdefault("replicas", 1)
    if value["kind"] == "Service":
        spec.setdefault("clusterIP", "10.0.0.7")
        spec.setdefault("sessionAffinity", "None")
        for port in spec.get("ports", []):
            port.setdefault("protocol", "TCP")
    pod = spec.get("template", {}).get("spec", {})
    if pod:
        pod.setdefault("schedulerName", "default-scheduler")
    for container in pod.get("containers", []) + pod.get("initContainers", []):
        container.setdefault("terminationMessagePath", "/dev/termination-log")
        for port in container.get("ports", []):
            port.setdefault("protocol", "TCP")
    if value["kind"] == "Secret" and "stringData" in value:
        import base64
        for key, text in value.pop("stringData").items():
            value.setdefault("data", {})[key] = base64.b64encode(text.encode()).decode()
    return value


def status(code, reason, message, causes=None):
    value = {"kind": "Status", "apiVersion": "v1", "status": "Failure", "message": message, "reason": reason, "code": code}
    if causes:
        value["details"] = {"causes": causes}
    return code, value


def validate(value):
    if value["kind"] in ("Deployment", "StatefulSet"):
        labels = value["spec"].get("template", {}).get("metadata", {}).get("labels", {})
        wanted = value["spec"].get("selector", {}).get("matchLabels", {})
        if not wanted.items() <= labels.items():
            return status(422, "Invalid", f'{value["kind"]}.apps "{value["metadata"]["name"]}" is invalid: '
                          "`selector` does not match template `labels`")
    return None


def apply(identity, applied, manager, force, dry, operation="Apply"):
    entry = objects.get(identity)
    live = copy.deepcopy(entry["value"]) if entry else {}
    managers = copy.deepcopy(entry["managers"]) if entry else {}
    own = leaves(applied)
    for constant in (("apiVersion",), ("kind",), ("metadata", "name"), ("metadata", "namespace")):
        own.pop(constant, None)
    causes = []
    for (other, how), paths in managers.items():
        if other == manager and how == operation:
            continue
        for path in sorted(own, key=str):
            if path in paths and own[path] is not None and at(live, path) != own[path]:
                causes.append({"reason": "FieldManagerConflict", "field": text_of(path),
                               "message": f'conflict with "{other}" using {applied["apiVersion"]}'})
                if force:
                    paths.discard(path)
    if causes and not force and operation == "Apply":
        return status(409, "Conflict", f"Apply failed with {len(causes)} conflicts", causes)
    before = managers.get((manager, operation), set())
    managers[(manager, operation)] = set(own) | (before if operation == "Update" else set())
    kept = set().union(*managers.values())
    if operation == "Apply":
        for path in sorted(before - kept, key=len, reverse=True):
            remove(live, path)
    for constant in ("apiVersion", "kind"):
        live[constant] = applied[constant]
    live.setdefault("metadata", {}).update(
        {key: applied["metadata"][key] for key in ("name", "namespace") if key in applied["metadata"]})
    for path in sorted(own, key=lambda path: (len(path), str(path))):
        if own[path] is not None or not isinstance(path[-1], tuple):
            put(live, path, own[path])
        elif at(live, path) is None:
            put(live, path + ("",), None)
            at(live, path).pop("", None)
    live = defaulted(live)
    problem = validate(live)
    if problem:
        return problem
    metadata = live["metadata"]
    metadata.setdefault("uid", "0b7a6a52-0000-4000-8000-000000000001")
    metadata.setdefault("creationTimestamp", "2026-01-01T00:00:00Z")
    metadata["generation"] = metadata.get("generation", 0) + 1
    metadata["resourceVersion"] = str(int(metadata.get("resourceVersion", "100")) + (0 if dry else 1))
    metadata["managedFields"] = [
        {"manager": name, "operation": how, "apiVersion": applied["apiVersion"], "time": "2026-01-01T00:00:00Z",
         "fieldsType": "FieldsV1", "fieldsV1": {}} for name, how in sorted(managers)]
    live["status"] = {"observedGeneration": 1}
    if not dry:
        objects[identity] = {"value": live, "managers": managers}
    return (200 if entry else 201), live


class Server(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *words):
        pass

    def answer(self, code, value):
        body = value if isinstance(value, bytes) else json.dumps(value).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def is_known(self):
        header = self.headers.get("Authorization", "")
        return header in ("Bearer right-token", "Basic bWU6cmlnaHQ=") or bool(self.connection.getpeercert())

    def serve(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        url = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(url.query))
        if url.path == "/_fail":
            failures.append(json.loads(body))
            return self.answer(200, {})
        if url.path == "/_seen":
            return self.answer(200, seen)
        seen.append(f"{self.command} {self.path}")
        for failure in failures:
            if failure["path"] in url.path and failure.get("method", self.command) == self.command:
                return self.fail(failure)
        if not self.is_known():
            return self.answer(*status(401, "Unauthorized", "Unauthorized"))
        self.answer(*self.handle_path(url.path.strip("/").split("/"), query, body))

    do_GET = do_POST = do_PATCH = serve

    def fail(self, failure):
        action = failure.get("action")
        if action == "slow":
            time.sleep(30)
        elif action == "garbage":
            self.answer(200, b"\x1b[31m<html>not json")
        elif action == "endless":
            self.send_response(200)
            self.end_headers()
            while True:
                self.wfile.write(b" " * 65536)
        else:
            code = failure["status"]
            self.answer(*status(code, "Failure", failure.get("body", f"failed with {code}")))

    def handle_path(self, parts, query, body):
        version = parts[1] if parts[0] == "api" else "/".join(parts[1:3])
        rest = parts[2:] if parts[0] == "api" else parts[3:]
        if version not in RESOURCES:
            return status(404, "NotFound", "the server could not find the requested resource")
        if not rest:
            return 200, {"kind": "APIResourceList", "groupVersion": version, "resources": [
                {"name": name, "kind": kind, "namespaced": spaced, "verbs": []} for name, kind, spaced in RESOURCES[version]]}
        namespace = None
        if rest[0] == "namespaces" and len(rest) > 2:
            namespace, rest = rest[1], rest[2:]
        kind = next((kind for name, kind, _ in RESOURCES[version] if name == rest[0]), None)
        if kind is None:
            return status(404, "NotFound", "the server could not find the requested resource")
        if len(rest) == 1:
            return self.list(version, kind, namespace, query)
        identity = (version, kind, namespace, urllib.parse.unquote(rest[1]))
        if self.command == "GET":
            entry = objects.get(identity)
            return (200, entry["value"]) if entry else status(404, "NotFound", f'{rest[0]} "{rest[1]}" not found')
        if namespace and not any(key[1] == "Namespace" and key[3] == namespace for key in objects):
            return status(404, "NotFound", f'namespaces "{namespace}" not found')
        if self.headers["Content-Type"] != "application/apply-patch+yaml":
            return status(415, "UnsupportedMediaType", "the body of the request was in an unknown format")
        if not query.get("fieldManager"):
            return status(400, "BadRequest", "fieldManager is required for apply patch")
        return apply(identity, json.loads(body), query["fieldManager"], query.get("force") == "true",
                     query.get("dryRun") == "All", query.get("operation", "Apply"))

    def list(self, version, kind, namespace, query):
        wanted = dict(part.split("=") for part in query.get("labelSelector", "").split(",") if part)
        items = []
        for identity, entry in objects.items():
            labels = entry["value"]["metadata"].get("labels", {})
            if identity[:3] == (version, kind, namespace) and wanted.items() <= labels.items():
                # The items of a list have neither kind nor version.
                items.append({key: inner for key, inner in entry["value"].items() if key not in ("kind", "apiVersion")})
        return 200, {"kind": f"{kind}List", "apiVersion": version, "metadata": {}, "items": items}


class Threads(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request, client_address):
        pass


def main(certificate, key, authority, *words):
    for word in words:
        RESOURCES.pop(word, None)
    server = Threads(("127.0.0.1", 0), Server)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    context.verify_mode = ssl.CERT_OPTIONAL
    context.load_verify_locations(authority)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    print(server.server_address[1], flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(*[word for word in sys.argv[1:] if word != "--without"])
