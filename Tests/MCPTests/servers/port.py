#!/usr/bin/env python3
"""Prints a port that is free."""
import socket

with socket.socket() as listener:
    listener.bind(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
