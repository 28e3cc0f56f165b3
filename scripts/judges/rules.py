"""Hands every rule file, PrometheusRule and Prometheus configuration of some folders to promtool, and says what it found.

    python3 rules.py PROMTOOL FOLDER...

A file is what its content says: `groups` are rules, `scrape_configs` a configuration, `kind: PrometheusRule` holds rules.
Exit status: 0 clean, 1 findings, 4 nothing of the kind.
"""

import pathlib
import subprocess
import sys
import tempfile

import yaml

SKIPPED = {".git", ".build", "node_modules"}


def judge(promtool, words, path, name):
    """One call of promtool: what it said, with the file's own name; an empty text when it was content."""
    ended = subprocess.run([promtool, "check", *words, str(path)], capture_output=True, text=True)
    if ended.returncode == 0:
        return ""
    said = (ended.stdout + ended.stderr).replace(str(path), name).strip()
    return said or f"{name}: promtool ended with {ended.returncode} and said nothing"


def judged(promtool, path, scratch):
    """What promtool says of one file, a text for everything in it that promtool knows."""
    text = path.read_text(encoding="utf-8")
    if not any(word in text for word in ("groups:", "scrape_configs:")):
        return []
    try:
        documents = [one for one in yaml.safe_load_all(text) if isinstance(one, dict)]
    except yaml.YAMLError as error:
        return [f"{path}: cannot be read: {error}"]
    rules = ["rules", "--lint=all", "--lint-fatal"]
    said = []
    for document in documents:
        if "scrape_configs" in document:
            said.append(judge(promtool, ["config", "--syntax-only"], path, str(path)))
        elif isinstance(document.get("groups"), list):
            said.append(judge(promtool, rules, path, str(path)))
        elif document.get("kind") == "PrometheusRule":
            inner = scratch / "rules.yaml"
            inner.write_text(yaml.safe_dump(document.get("spec")), encoding="utf-8")
            said.append(judge(promtool, rules, inner, f"{path} (PrometheusRule)"))
    return said


def main():
    promtool, folders = sys.argv[1], [pathlib.Path(name) for name in sys.argv[2:]]
    said = []
    with tempfile.TemporaryDirectory() as name:
        for folder in folders:
            for path in sorted(folder.rglob("*")):
                if path.suffix in (".yaml", ".yml") and path.is_file() and not SKIPPED.intersection(path.parts):
                    said += judged(promtool, path, pathlib.Path(name))
    print("\n".join(text for text in said if text))
    return 4 if not said else int(any(said))


sys.exit(main())
