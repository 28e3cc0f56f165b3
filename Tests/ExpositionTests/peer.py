"""Reads bodies with Prometheus' client for Python: an array of [format, text] in, an array of samples or null out."""
import json
import math
import sys

from prometheus_client.openmetrics import parser as openmetrics
from prometheus_client import parser as text


def number(value):
    return "nan" if math.isnan(value) else float(value).hex()


def samples(dialect, body):
    reader = openmetrics if dialect == "openmetrics" else text
    found = []
    for family in reader.text_string_to_metric_families(body):
        for sample in family.samples:
            labels = {
                name: number(float(value)) if name in ("le", "quantile") else value
                for name, value in sample.labels.items() if value
            }
            time = None if sample.timestamp is None else round(float(sample.timestamp) * 1000)
            pairs = "".join(f"{name}={value};" for name, value in sorted(labels.items()))
            found.append(f"{sample.name}|{pairs}|{number(sample.value)}|{time}")
    return found


def outcome(dialect, body):
    try:
        return sorted(samples(dialect, body))
    except Exception:
        return None


json.dump([outcome(*case) for case in json.load(sys.stdin)], sys.stdout)
