"""What the benchmarks share: runs of whole processes that take turns with their peers, and a table."""
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def build(product):
    """A release build of one product; its path."""
    flags = ["swift", "build", "--configuration", "release", "--static-swift-stdlib", "--product", product]
    subprocess.run([*flags, "--quiet"], cwd=ROOT, check=True)
    folder = subprocess.run([*flags, "--show-bin-path"], cwd=ROOT, check=True, capture_output=True, text=True)
    return pathlib.Path(folder.stdout.strip()) / product


def peer(program, package):
    """A peer's program, installed from Debian when it is missing."""
    if shutil.which(program) is None:
        as_root = [] if os.geteuid() == 0 else ["sudo"]
        command = [*as_root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", package]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return program


def once(command):
    """Wall seconds and peak memory in MB of one run; a run that fails ends the benchmark."""
    with open(os.devnull, "wb") as nowhere:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=nowhere, stderr=nowhere)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"error: exit {process.returncode}: {' '.join(map(str, command))}")
    return seconds, usage.ru_maxrss / 1024


def measured(runs, *commands):
    """The commands in turn, after one warm-up each: [(median milliseconds, peak MB)]."""
    for command in commands:
        once(command)
    samples = [[once(command) for command in commands] for _ in range(runs)]
    return [
        (statistics.median(run[index][0] for run in samples) * 1000, max(run[index][1] for run in samples))
        for index in range(len(commands))
    ]


def show(rows):
    """Prints rows of texts as a table, the first one its head."""
    rows = [("work", "mcpctl", "peer", "ratio", "goal"), *rows]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  ".join(text.ljust(width) for text, width in zip(row, widths)).rstrip())
