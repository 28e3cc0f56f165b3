"""Reading metrics, asking questions and testing rules, against Prometheus, promtool and Prometheus' client for Python.

Our figures of reading and querying are the least of several runs in one process on one core; Prometheus answers over
HTTP, which adds its JSON. The client for Python and the tests of rules are whole processes.
"""
import json
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

from common import build, measured, peer, show

SERIES = 100_000
#: Samples of each series, fifteen seconds apart: a window of five minutes and one before it.
SAMPLES = 22
INTERVAL = 15
START = 1_700_000_000
BOUNDS = ["0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "+Inf"]
RATIO = "rate(mcp_tool_errors_total[5m]) / rate(mcp_tool_calls_total[5m])"
QUANTILE = "histogram_quantile(0.95, sum by (le) (rate(mcp_tool_duration_seconds_bucket[5m])))"

PARSE = """
import sys, time
from prometheus_client.parser import text_string_to_metric_families
text = open(sys.argv[1]).read()
start = time.perf_counter()
samples = sum(len(family.samples) for family in text_string_to_metric_families(text))
print(time.perf_counter() - start, samples)
"""


def run(options):
    few = max(3, options.runs // 5)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        rows = reading(folder, few) + memory() + queries(folder, few) + rules(folder, options.binary)
    show(rows)


# Reading


def reading(folder, runs):
    bench = build("expositionbench")
    body = folder / "metrics.txt"
    body.write_text(exposition(10_000_000))
    ours = subprocess.run([bench, "--runs", str(max(100, 20 * runs)), body], check=True, capture_output=True, text=True).stdout
    speed = {what.strip(): int(number) for what, number in re.findall(r"^ +(.*): (\d+) MB/s", ours, re.MULTILINE)}
    theirs = client_for_python(body)
    return [
        row("10 MB of text into rows | prometheus_client", speed["parse into rows"], theirs, "MB/s", "over 1000 MB/s"),
        row("first scrape into the store | the same", speed["first scrape into the store"], theirs, "MB/s", ""),
        row("next scrape into the store | the same", speed["next scrape into the store"], theirs, "MB/s", "over 2000 MB/s"),
    ]


def client_for_python(body):
    """MB/s of Prometheus' own client, in an environment of its own."""
    place = pathlib.Path.home() / ".cache" / "mcpctl-bench"
    python = place / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "prometheus_client"], check=True)
    output = subprocess.run([python, "-c", PARSE, body], check=True, capture_output=True, text=True).stdout
    return body.stat().st_size / float(output.split()[0]) / 1e6


def exposition(size):
    """Metrics of many tools, as a server with that many bytes to tell would have them."""
    buckets, calls, busy = [], [], []
    length = tool = 0
    while length < size:
        labels = f'server="mcp-{tool // 60:03}",transport="{"http" if tool % 3 else "stdio"}",tool="tool_{tool}"'
        total = 50 + tool * 7919 % 200_000
        lines = [
            f'mcp_tool_duration_seconds_bucket{{{labels},le="{bound}"}} {total * (place + 1) // len(BOUNDS)}'
            for place, bound in enumerate(BOUNDS)
        ]
        lines.append(f"mcp_tool_duration_seconds_sum{{{labels}}} {total * 0.0371 + tool / 7!r}")
        lines.append(f"mcp_tool_duration_seconds_count{{{labels}}} {total}")
        counts = [
            f'mcp_tool_calls_total{{{labels},status="{status}"}} {total // share}'
            for status, share in (("ok", 1), ("error", 50), ("timeout", 200))
        ]
        gauge = f"mcp_tool_in_flight{{{labels}}} {tool % 8}"
        length += sum(len(line) + 1 for line in (*lines, *counts, gauge))
        buckets += lines
        calls += counts
        busy.append(gauge)
        tool += 1
    heads = ["mcp_tool_duration_seconds histogram", "mcp_tool_calls_total counter", "mcp_tool_in_flight gauge"]
    parts = [f"# TYPE {head}\n" + "\n".join(lines) + "\n" for head, lines in zip(heads, (buckets, calls, busy))]
    return "".join(parts)


# Memory


def memory():
    output = subprocess.run([build("storebench"), str(SERIES), "240"], check=True, capture_output=True, text=True).stdout
    mebibytes = int(re.search(r"resident (\d+) MiB", output).group(1))
    return [(f"{SERIES:,} series of 240 samples in memory", f"{mebibytes * 1.048576:.0f} MB", "", "", "under 100 MB")]


# Queries


def queries(folder, runs):
    bench = build("promqlbench")
    ours = {}
    output = subprocess.run(
        [bench, "--series", str(SERIES), "--samples", str(SAMPLES), "--runs", str(2 * runs), RATIO, QUANTILE],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    for line in output.splitlines():
        milliseconds, count, query = re.match(r"([\d.]+) ms,.* (\d+) series +(.*)", line).groups()
        ours[query] = float(milliseconds), int(count)
    with Prometheus(folder) as server:
        theirs = {query: server.least(query, runs) for query in (RATIO, QUANTILE)}
    for query, (_, count) in theirs.items():
        if count != ours[query][1]:
            sys.exit(f"error: {count} series from Prometheus, {ours[query][1]} from us: {query}")
    return [
        row(f"error ratio of {SERIES:,} series | Prometheus over HTTP", ours[RATIO][0], theirs[RATIO][0], "ms", "under 250 ms"),
        row(f"quantile over {SERIES:,} buckets | Prometheus over HTTP", ours[QUANTILE][0], theirs[QUANTILE][0], "ms", "under 100 ms"),
    ]


class Prometheus:
    """A server on the loopback with the series that promqlbench asks about."""

    def __init__(self, folder):
        self.folder = folder
        self.server = peer("prometheus", "prometheus")

    def __enter__(self):
        samples = self.folder / "samples.om"
        with samples.open("w") as file:
            for line in openmetrics():
                file.write(line)
        data = self.folder / "data"
        create = ["promtool", "tsdb", "create-blocks-from", "openmetrics", samples, data]
        subprocess.run(create, check=True, stdout=subprocess.DEVNULL)
        samples.unlink()
        configuration = self.folder / "prometheus.yml"
        configuration.write_text("scrape_configs: []\n")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"http://127.0.0.1:{free.getsockname()[1]}"
        self.process = subprocess.Popen(
            [
                self.server,
                f"--config.file={configuration}",
                f"--storage.tsdb.path={data}",
                "--storage.tsdb.retention.time=100y",
                f"--web.listen-address={self.address.removeprefix('http://')}",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        end = time.monotonic() + 120
        while True:
            try:
                return self if urllib.request.urlopen(f"{self.address}/-/ready").status == 200 else self
            except (urllib.error.URLError, ConnectionError):
                if time.monotonic() > end or self.process.poll() is not None:
                    sys.exit("error: Prometheus does not start")
                time.sleep(0.1)

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def least(self, query, runs):
        """Milliseconds of the quickest answer, and how many series it has."""
        at = START + (SAMPLES - 1) * INTERVAL
        url = f"{self.address}/api/v1/query?{urllib.parse.urlencode({'query': query, 'time': at})}"
        best = float("inf")
        for _ in range(runs):
            start = time.perf_counter()
            body = urllib.request.urlopen(url).read()
            best = min(best, time.perf_counter() - start)
        return best * 1000, len(json.loads(body)["data"]["result"])


def openmetrics():
    """What promqlbench has in memory, line by line."""
    for name in ("mcp_tool_calls_total", "mcp_tool_errors_total"):
        yield f"# TYPE {name.removesuffix('_total')} counter\n"
        for index in range(SERIES):
            yield from lines(name, index, None, index % 17 + 1)
    yield "# TYPE mcp_tool_duration_seconds histogram\n"
    for index in range(SERIES):
        place = index % len(BOUNDS)
        yield from lines("mcp_tool_duration_seconds_bucket", index // len(BOUNDS), BOUNDS[place], place + 1)
    yield "# EOF\n"


def lines(name, index, bound, step):
    instance = f"10.{index // 65_536 % 256}.{index // 256 % 256}.{index % 256}:9090"
    le = f',le="{bound}"' if bound else ""
    head = f'{name}{{environment="prod",instance="{instance}",job="mcp-server"{le},tool="tool-{index % 50}"}}'
    for sample in range(SAMPLES):
        yield f"{head} {sample * step} {START + sample * INTERVAL}\n"


# Rules


def rules(folder, binary):
    binary = binary or build("mcpctl")
    tests = rule_tests(folder)
    [ours, theirs] = measured(
        1, [binary, "rules", "test", tests], [peer("promtool", "prometheus"), "test", "rules", tests]
    )
    return [row("tests of 70 rules, 80 series, 1,440 steps | promtool", ours[0], theirs[0], "ms", "under 3000 ms")]


def rule_tests(folder):
    """A day of 70 rules over 80 series, minute by minute."""
    written = []
    for index in range(35):
        record = f"tool:mcp_errors:ratio_rate{index + 5}m"
        ratio = " / ".join(f"sum by (tool) (rate(mcp_{what}_total[{index + 5}m]))" for what in ("errors", "calls"))
        written.append({"record": record, "expr": ratio})
        alert = {"alert": f"Errors{index}", "expr": f"{record} > 0.{index + 10}", "for": "5m"}
        written.append({**alert, "annotations": {"summary": "{{ $labels.tool }}: {{ $value | humanizePercentage }}"}})
    (folder / "rules.yaml").write_text(json.dumps({"groups": [{"name": "bench", "interval": "1m", "rules": written}]}))
    series = [
        {"series": f'mcp_{what}_total{{tool="t{index % 10}",instance="i{index // 10}"}}', "values": f"0+{step}x1440"}
        for what, step in (("calls", 100), ("errors", 30))
        for index in range(40)
    ]
    test = {
        "interval": "1m",
        "input_series": series,
        "alert_rule_test": [
            {
                "eval_time": "24h",
                "alertname": "Errors0",
                "exp_alerts": [
                    {"exp_labels": {"tool": f"t{index}"}, "exp_annotations": {"summary": f"t{index}: 30%"}}
                    for index in range(10)
                ],
            },
            {"eval_time": "24h", "alertname": "Errors30", "exp_alerts": []},
        ],
    }
    path = folder / "tests.yaml"
    path.write_text(json.dumps({"rule_files": ["rules.yaml"], "evaluation_interval": "1m", "tests": [test]}))
    return path


def row(work, ours, theirs, unit, goal):
    """A row of figures with a unit, the ratio as what is better when it is small."""
    ratio = theirs / ours if unit == "MB/s" else ours / theirs
    digits = 0 if ours >= 100 else 1
    return work, f"{ours:.{digits}f} {unit}", f"{theirs:.{digits}f} {unit}", f"{ratio:.3f}", goal
