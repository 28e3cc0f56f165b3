"""Asking thousands of servers, against Debian's Prometheus scraping the same ones.

`metricsfarm` answers for addresses 127.x.y.z in one process. Prometheus scrapes `/metrics` of each every 15 seconds into
a TSDB of its own. mcpctl runs `status --watch --interval 15s` over the same file of targets: for each it asks `/health`
and `/metrics`, looks over MCP, and works out the row, and prints the table of all; a scrape is one poll with all of that.
It follows the series that its rows are made of, and keeps no samples, because nobody asks for them; `all series kept`
is the dashboard on a terminal of its own, which keeps every series and evaluates the rules.
Both run for some intervals after the first two, one after the other; the processor's time is from /proc, memory is
the resident set at the end. What a frame costs is told by `framebench`.
"""
import json
import os
import pathlib
import pty
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

from common import build, peer, show

INTERVAL = 15
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
SERIES = 200


def run(options):
    binary = options.binary or build("mcpctl")
    farm = options.farm or build("metricsfarm")
    frames = options.framebench or build("framebench")
    rows = []
    for count in options.targets:
        rows += fleet(binary, farm, count, options.intervals)
    show(rows)
    print()
    subprocess.run([frames], check=True)


def fleet(binary, farm, count, intervals):
    port = free_port()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        server = subprocess.Popen([farm, "--port", str(port), "--series", str(SERIES)], stdout=subprocess.DEVNULL)
        try:
            wait_for(f"http://127.0.0.1:{port}/health")
            addresses = [f"127.{1 + n // 62500}.{n // 250 % 250}.{1 + n % 250}:{port}" for n in range(count)]
            targets = folder / "targets.json"
            targets.write_text(json.dumps([{"targets": addresses, "labels": {"job": "farm"}}]))
            theirs = prometheus(folder, targets, intervals)
            ours = mcpctl(binary, folder, targets, intervals)
            kept = dashboard(binary, folder, targets, intervals)
        finally:
            server.kill()
            server.wait()
    title = f"{count:,} targets of {SERIES} series"
    return [
        (f"{title}: CPU s per 1,000 scrapes", f"{ours[0]:.2f}", f"{theirs[0]:.2f}", f"{ours[0] / theirs[0]:.2f}", "under 0.5"),
        (f"{title}: resident MB", f"{ours[1]:.0f}", f"{theirs[1]:.0f}", f"{ours[1] / theirs[1]:.2f}", "under 400 MB"),
        (f"{title}, all series kept: CPU s", f"{kept[0]:.2f}", f"{theirs[0]:.2f}", f"{kept[0] / theirs[0]:.2f}", ""),
        (f"{title}, all series kept: resident MB", f"{kept[1]:.0f}", f"{theirs[1]:.0f}", f"{kept[1] / theirs[1]:.2f}", ""),
        (f"{title}: scrapes counted", f"{ours[2]:,}", f"{theirs[2]:,}", "", ""),
    ]


def prometheus(folder, targets, intervals):
    port = free_port()
    configuration = folder / "prometheus.yml"
    configuration.write_text(
        f"global: {{scrape_interval: {INTERVAL}s, scrape_timeout: 10s}}\n"
        f"scrape_configs: [{{job_name: farm, file_sd_configs: [{{files: ['{targets}']}}]}}]\n"
    )
    command = [
        peer("prometheus", "prometheus"), f"--config.file={configuration}", f"--storage.tsdb.path={folder}/data",
        f"--web.listen-address=127.0.0.1:{port}", "--log.level=error",
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/-/ready")
        time.sleep(2 * INTERVAL)
        return measured(process.pid, intervals, len(json.loads(targets.read_text())[0]["targets"]))
    finally:
        process.kill()
        process.wait()


def mcpctl(binary, folder, targets, intervals):
    output = folder / "status.txt"
    command = [binary, "status", "--watch", "--interval", f"{INTERVAL}s", "--targets-file", targets]
    with output.open("wb") as file:
        process = subprocess.Popen(command, stdout=file, cwd=folder)
    try:
        time.sleep(2 * INTERVAL)
        count = len(json.loads(targets.read_text())[0]["targets"])
        result = measured(process.pid, intervals, count)
        tables = output.read_text().split("\n\n")
        healthy = sum(" healthy " in line for line in tables[-2].splitlines()) if len(tables) > 1 else 0
        if healthy * 10 < count * 9:
            print(f"note: of {count} servers only {healthy} are healthy", file=sys.stderr)
        return result
    finally:
        process.kill()
        process.wait()


def dashboard(binary, folder, targets, intervals):
    command = [binary, "status", "--interval", f"{INTERVAL}s", "--targets-file", targets]
    master, slave = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "200", "LINES": "50"}
    process = subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, cwd=folder, env=environment, start_new_session=True
    )
    os.close(slave)
    threading.Thread(target=drain, args=[master], daemon=True).start()
    try:
        time.sleep(2 * INTERVAL)
        return measured(process.pid, intervals, len(json.loads(targets.read_text())[0]["targets"]))
    finally:
        process.kill()
        process.wait()


def drain(terminal):
    """Reads what is drawn, as a terminal does."""
    try:
        while os.read(terminal, 1 << 16):
            pass
    except OSError:
        pass


def measured(pid, intervals, targets):
    """CPU seconds per 1,000 scrapes, resident MB, and how many scrapes that was."""
    before = cpu(pid)
    time.sleep(intervals * INTERVAL)
    used = cpu(pid) - before
    scrapes = targets * intervals
    resident = int(pathlib.Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    return used / scrapes * 1000, resident / 1e6, scrapes


def cpu(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url):
    for _ in range(300):
        try:
            urllib.request.urlopen(url, timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    sys.exit(f"error: nothing answers at {url}")
