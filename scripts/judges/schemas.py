"""Judges cluster objects by the schemas of several Kubernetes versions: schemas.py VERSION,VERSION FOLDER...

Prints findings and notes; exits 0 clean, 1 findings, 2 failed, 4 nothing to judge. Runs where kubernetes-validate is installed.
"""
import collections
import functools
import sys

import kubernetes_validate
from kubernetes_validate import utils

import objects

# Every object of every version would read the same definitions again.
utils.schema_contents = functools.lru_cache(maxsize=None)(utils.schema_contents)


def versions_in_words(some, every):
    return "every version" if len(some) == len(every) else ", ".join(some)


def malformed(document):
    for field in ("apiVersion", "kind"):
        if not isinstance(document.get(field), str):
            return f"{field} is missing or not a text"
    metadata = document.get("metadata")
    if not isinstance(metadata, dict) or not (metadata.get("name") or metadata.get("generateName")):
        return "metadata.name is missing"
    return None


def main():
    versions, folders = sys.argv[1].split(","), sys.argv[2:]
    findings, notes, judged = [], [], 0
    for path in objects.files(folders):
        try:
            found = [document for document in objects.documents(path) if objects.is_object(document)]
        except objects.Unreadable as problem:
            findings.append(f"{path}: cannot be read: {problem}")
            continue
        for document in found:
            where = f"{path}: {objects.name(document)}"
            if problem := malformed(document):
                findings.append(f"{where}: {problem}")
                continue
            wrong, unknown = collections.defaultdict(list), []
            for version in versions:
                try:
                    kubernetes_validate.validate(document, version, strict=True)
                except kubernetes_validate.SchemaNotFoundError:
                    unknown.append(version)
                except kubernetes_validate.ValidationError as error:
                    wrong[".".join(map(str, error.path)) + ": " + error.message[:300]].append(version)
            for message, some in wrong.items():
                findings.append(f"{where}: {message} ({versions_in_words(some, versions)})")
            api = f"{document['apiVersion']} {document['kind']}"
            if unknown and objects.group(document) in objects.BUILT_IN_GROUPS:
                findings.append(f"{where}: there is no {api} in {versions_in_words(unknown, versions)}")
            elif unknown:
                notes.append(f"note: not judged: no schema for {api}: {where}")
                continue
            judged += 1
    print("\n".join(notes + findings))
    return 1 if findings else 0 if judged else 4


sys.exit(main())
