"""Answers /health after it has written to its volume, and nowhere else."""
import http.server
import json
import pathlib

import idna


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        known = self.path == "/health"
        pathlib.Path("/app/data/seen").write_text(idna.encode("straße.example").decode())
        body = json.dumps({"status": "healthy" if known else "unknown"}).encode()
        self.send_response(200 if known else 404)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format, *arguments):
        pass


http.server.ThreadingHTTPServer(("0.0.0.0", 38200), Handler).serve_forever()
