#!/usr/bin/env python3
"""A server that answers well or badly, as the path says.

    answers.py tcp | tls CERTIFICATE KEY [CLIENT_AUTHORITY] | unix PATH

Prints its port (or the path) on one line when it listens, and runs until it is killed.
"""
import gzip
import hashlib
import hmac
import http.server
import json
import os
import socket
import socketserver
import ssl
import sys
import time
import urllib.parse


class Answers(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *words):
        pass

    def address_string(self):
        return "client"

    def answer(self, status, body, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def serve(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        action = urllib.parse.urlsplit(self.path).path.strip("/") or "echo"
        getattr(self, "do_" + action.replace("-", "_"))(body)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = serve

    def do_echo(self, body):
        seen = {
            "method": self.command,
            "path": self.path,
            "headers": {name.lower(): value for name, value in self.headers.items()},
            "body": body.decode("latin-1"),
            "port": self.client_address[1] if isinstance(self.client_address, tuple) else 0,
            "client": dict(pair[0] for pair in self.connection.getpeercert().get("subject", ()))
            if isinstance(self.connection, ssl.SSLSocket) and self.connection.getpeercert() else None,
        }
        self.answer(200, json.dumps(seen).encode(), X_Twice="a", x_spaced="   b  ")

    def do_missing(self, body):
        self.answer(404, b'{"kind": "Status"}')

    def do_redirect(self, body):
        self.answer(302, b"", Location="http://127.0.0.1:1/")

    def do_slow(self, body):
        time.sleep(30)

    def do_trickle(self, body):
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b".")
            time.sleep(0.05)

    def do_endless(self, body):
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b"x" * 65536)

    def do_huge(self, body):
        self.send_response(200)
        self.send_header("Content-Length", str(1 << 40))
        self.end_headers()

    def do_headers(self, body):
        self.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X-Much: " + b"y" * 8000 + b"\r\n")
        while True:
            self.wfile.write(b"X-More: " + b"y" * 8000 + b"\r\n")

    def do_bomb(self, body):
        self.answer(200, gzip.compress(b"\0" * (64 << 20)), Content_Encoding="gzip")

    def do_packed(self, body):
        self.answer(200, gzip.compress(b"unpacked"), Content_Encoding="gzip")

    def do_truncated(self, body):
        self.send_response(200)
        self.send_header("Content-Length", "100")
        self.end_headers()
        self.wfile.write(b"only this")
        self.close_connection = True

    def do_nothing(self, body):
        self.close_connection = True

    def do_garbage(self, body):
        self.wfile.write(b"\x00\x01\x1b[31mnot http at all\r\n\r\n" * 10)
        self.close_connection = True

    def do_signed(self, body):
        """Checks a signature of AWS Signature Version 4 by calculating it again."""
        fields = dict(
            part.strip().split("=", 1)
            for part in self.headers["Authorization"].removeprefix("AWS4-HMAC-SHA256 ").split(",")
        )
        scope = fields["Credential"].split("/")
        names = fields["SignedHeaders"].split(";")
        canonical = "\n".join(
            [self.command, self.path, ""]
            + [f"{name}:{' '.join(self.headers[name].split())}" for name in names]
            + ["", ";".join(names), hashlib.sha256(body).hexdigest()]
        )
        text = "\n".join(
            ["AWS4-HMAC-SHA256", self.headers["X-Amz-Date"], "/".join(scope[1:]),
             hashlib.sha256(canonical.encode()).hexdigest()]
        )
        key = b"AWS4" + b"wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
        for word in scope[1:]:
            key = hmac.new(key, word.encode(), hashlib.sha256).digest()
        expected = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
        answer = {"valid": expected == fields["Signature"], "scope": scope, "signed": names}
        self.answer(200, json.dumps(answer).encode())


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request, client_address):
        pass


class UnixServer(Server):
    address_family = socket.AF_UNIX

    def server_bind(self):
        self.socket.bind(self.server_address)
        self.server_name, self.server_port = "localhost", 0


def main(kind, *words):
    if kind == "unix":
        server = UnixServer(words[0], Answers)
        place = words[0]
    else:
        server = Server(("127.0.0.1", 0), Answers)
        place = server.server_address[1]
    if kind == "tls":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(words[0], words[1])
        if len(words) > 2:
            context.verify_mode = ssl.CERT_REQUIRED
            context.load_verify_locations(words[2])
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    print(place, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
