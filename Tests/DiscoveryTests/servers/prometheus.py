#!/usr/bin/env python3
"""Runs Debian's prometheus with FOLDER/prometheus.yml.

    prometheus.py FOLDER      keeps everything in FOLDER

Prints its address on one line when it is ready; it ends when this script does.
"""
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

os.chdir(sys.argv[1])
with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    address = "127.0.0.1:%d" % probe.getsockname()[1]


def end_with_parent():
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


with open("prometheus.log", "w") as log:
    server = subprocess.Popen(
        ["prometheus", "--config.file=prometheus.yml", "--storage.tsdb.path=data", "--web.listen-address=" + address],
        stdout=log, stderr=log, preexec_fn=end_with_parent)
for _ in range(200):
    try:
        urllib.request.urlopen("http://%s/-/ready" % address, timeout=1).read()
        break
    except OSError:
        time.sleep(0.05)
print("http://" + address, flush=True)
server.wait()
