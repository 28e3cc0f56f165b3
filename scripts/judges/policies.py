"""Reads checkov's reports (JSON, one after another) from the standard input: policies.py FOLDER...

Prints findings; exits 0 clean, 1 findings, 2 when checkov said nothing readable, 4 when there was nothing to look at.
Runs where checkov is installed.
"""
import json
import pathlib
import sys

import objects

WORKLOADS = {"CronJob", "DaemonSet", "Deployment", "Job", "Pod", "ReplicaSet", "ReplicationController", "StatefulSet"}


def reports(text):
    decoder, position = json.JSONDecoder(), 0
    while position < len(text):
        value, position = decoder.raw_decode(text, position)
        yield from value if isinstance(value, list) else [value]
        position += len(text[position:]) - len(text[position:].lstrip())


def files_holding(kinds, folders):
    """Files with an object of these kinds (None: of any), or that cannot be read."""
    for path in objects.files(folders):
        try:
            if any(objects.is_object(document) and (kinds is None or document.get("kind") in kinds) for document in objects.documents(path)):
                yield path.resolve()
        except objects.Unreadable:
            yield path.resolve()


def main():
    folders = sys.argv[1:]
    if not any(entry.is_file() for folder in folders for entry in pathlib.Path(folder).rglob("*")):
        return 4
    findings, notes, seen = [], [], set()
    text = sys.stdin.read().strip()
    if not text:
        print("checkov said nothing")
        return 2
    try:
        for report in reports(text):
            results = report.get("results", {})
            for verdict in ("passed_checks", "failed_checks", "skipped_checks"):
                for record in results.get(verdict, []):
                    path = pathlib.Path(record["file_abs_path"]).resolve()
                    seen.add(path)
                    line = f"{path}:{record['file_line_range'][0]}: {record['resource']}: {record['check_id']} {record['check_name']}"
                    if verdict == "failed_checks":
                        findings.append(line)
                    elif verdict == "skipped_checks":
                        notes.append(f"note: waived: {line}: {record['check_result'].get('suppress_comment', '')}")
            findings += [f"{path}: checkov cannot parse it" for path in results.get("parsing_errors", [])]
    except (ValueError, KeyError, AttributeError) as problem:
        print(f"checkov's report cannot be read: {problem}")
        return 2
    # No report about a workload is not a good report: checkov passes over a Pod without a name.
    findings += [f"{path}: holds a workload or cannot be read, and checkov did not look at it" for path in files_holding(WORKLOADS, folders) if path not in seen]
    dockerfiles = {path.resolve() for folder in folders for path in pathlib.Path(folder).rglob("Dockerfile") if path.is_file()}
    findings += [f"{path}: checkov did not look at it" for path in sorted(dockerfiles - seen)]
    if not seen and any(files_holding(None, folders)):
        notes.append("note: no policy is about the objects here; only secrets were looked for")
    # Given several folders, checkov reports some records twice.
    print("\n".join(sorted(set(notes)) + sorted(set(findings))))
    return 1 if findings else 0


sys.exit(main())
