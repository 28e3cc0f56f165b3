#!/usr/bin/env python3
"""A server that answers well or badly, as the path says.

    answers.py tcp | tls CERTIFICATE KEY [CLIENT_AUTHORITY] | old-tls CERTIFICATE KEY | unix PATH
               | stuck | h2 CERTIFICATE KEY

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
import struct
import sys
import threading
import time
import urllib.parse


left = threading.Semaphore(0)
turn = threading.Semaphore(0)
arrived = threading.Semaphore(0)
flooded = 0


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

    def do_CONNECT(self):
        """As a proxy: leads to wherever the client wants."""
        host, port = self.path.rsplit(":", 1)
        with socket.create_connection((host, int(port))) as there:
            self.send_response(200)
            self.send_header("X-Proxy", "yes")
            self.end_headers()

            def carry(source, target):
                try:
                    while data := source.recv(65536):
                        target.sendall(data)
                    target.shutdown(socket.SHUT_WR)
                except OSError:
                    pass

            back = threading.Thread(target=carry, args=(there, self.connection), daemon=True)
            back.start()
            carry(self.connection, there)
            back.join()
        self.close_connection = True

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

    def do_hop(self, body):
        """Leads to `to`, with `status`."""
        query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query))
        self.answer(int(query.get("status", "302")), b"elsewhere", Location=query["to"])

    def do_wait(self, body):
        """Answers nothing, and notices that the client leaves."""
        arrived.release()
        while self.connection.recv(1024):
            pass
        left.release()
        self.close_connection = True

    def do_arrived(self, body):
        """Waits until one client asked for `wait`."""
        self.answer(200, b"arrived" if arrived.acquire(timeout=60) else b"nobody")

    def do_left(self, body):
        """Waits until one client has left `wait` or `flood`."""
        self.answer(200, b"left" if left.acquire(timeout=60) else b"stayed")

    def do_events(self, body):
        """Three events, each when the client asked for it by `next`."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        for number in range(3):
            self.wfile.write(b"data: %d\n\n" % number)
            turn.acquire(timeout=60)
        self.close_connection = True

    def do_next(self, body):
        turn.release()
        self.answer(200, b"")

    def do_flood(self, body):
        """Sends as fast as it can, and counts."""
        global flooded
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                flooded += self.connection.send(b"x" * 65536)
        except OSError:
            left.release()
            self.close_connection = True

    def do_flooded(self, body):
        self.answer(200, str(flooded).encode())

    def do_half(self, body):
        """Ends its side in the middle of the head."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Le")
        self.connection.shutdown(socket.SHUT_WR)
        time.sleep(30)

    def do_loris(self, body):
        """A head that comes byte by byte and never ends."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while True:
            self.wfile.write(b"y")
            time.sleep(0.02)

    def do_more(self, body):
        """More than it announced."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfourHTTP/1.1 500 Evil\r\n\r\n")
        self.close_connection = True

    def do_chunks(self, body):
        """Chunks, the last of which is none."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n")
        self.close_connection = True

    def do_trailers(self, body):
        self.wfile.write(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-Place: head\r\nX-Long: a\r\n  b\r\n\r\n"
            b"5\r\nhello\r\n0\r\nX-Place: trailer\r\nX-Trailer: 1\r\n\r\n"
        )

    def do_bits(self, body):
        """Packed badly."""
        self.answer(200, b"this is no gzip", Content_Encoding="gzip")

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


def stuck():
    """Accepts, and says nothing."""
    server = socket.create_server(("127.0.0.1", 0), backlog=1024)
    print(server.getsockname()[1], flush=True)
    kept = []
    while True:
        kept.append(server.accept())


class Two(socketserver.StreamRequestHandler):
    """Just enough HTTP/2 (RFC 9113) to answer every request with `two`."""

    def setup(self):
        self.request = self.server.context.wrap_socket(self.request, server_side=True)
        super().setup()

    def frame(self, kind, flags, stream, payload=b""):
        self.wfile.write(struct.pack(">I", len(payload))[1:] + struct.pack(">BBI", kind, flags, stream) + payload)

    def handle(self):
        if not self.rfile.read(24).startswith(b"PRI * HTTP/2.0"):
            return
        self.frame(4, 0, 0)
        while len(head := self.rfile.read(9)) == 9:
            length, kind, flags = int.from_bytes(head[:3], "big"), head[3], head[4]
            stream = int.from_bytes(head[5:], "big") & 0x7FFFFFFF
            payload = self.rfile.read(length)
            if kind == 4 and not flags & 1:
                self.frame(4, 1, 0)
            elif kind == 6 and not flags & 1:
                self.frame(6, 1, 0, payload)
            elif kind == 1:
                # 200, and x-two: yes as a literal without indexing.
                self.frame(1, 4, stream, b"\x88\x00\x05x-two\x03yes")
                self.frame(0, 1, stream, b"two")


def two(certificate, key):
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Two)
    server.daemon_threads = True
    server.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.context.load_cert_chain(certificate, key)
    server.context.set_alpn_protocols(["h2"])
    print(server.server_address[1], flush=True)
    server.serve_forever()


def main(kind, *words):
    if kind == "stuck":
        stuck()
    if kind == "h2":
        two(*words)
    if kind == "unix":
        server = UnixServer(words[0], Answers)
        place = words[0]
    else:
        server = Server(("127.0.0.1", 0), Answers)
        place = server.server_address[1]
    if kind in ("tls", "old-tls"):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if kind == "old-tls":
            context.set_ciphers("ALL:@SECLEVEL=0")
            context.minimum_version = ssl.TLSVersion.TLSv1
            context.maximum_version = ssl.TLSVersion.TLSv1_1
        context.load_cert_chain(words[0], words[1])
        if len(words) > 2:
            context.verify_mode = ssl.CERT_REQUIRED
            context.load_verify_locations(words[2])
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    print(place, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
