#!/usr/bin/env python3
"""Serves moto, an independent implementation of the AWS APIs, on a free port of loopback.

    moto_peer.py        prints its URL when it listens; runs until it is killed
"""
import logging
import sys
import time

from moto.server import ThreadedMotoServer

logging.getLogger("werkzeug").disabled = True
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
host, port = server.get_host_and_port()
sys.stdout.write(f"http://{host}:{port}\n")
sys.stdout.flush()
while True:
    time.sleep(3600)
