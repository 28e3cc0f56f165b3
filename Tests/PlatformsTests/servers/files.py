#!/usr/bin/env python3
"""Serves the files of a folder on a free port: files.py FOLDER; prints its port when it listens."""
import functools
import http.server
import sys


class Files(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *words):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Files, directory=sys.argv[1]))
print(server.server_address[1], flush=True)
server.serve_forever()
