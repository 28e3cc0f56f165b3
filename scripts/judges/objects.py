"""Which files of a folder hold cluster objects, and which objects those are."""
import json
import os
import pathlib

import yaml

SKIPPED_FOLDERS = {".git", ".build", "node_modules", ".venv", "__pycache__"}

# The groups a cluster serves by itself: a kind of theirs without a schema is a mistake, not a custom resource.
BUILT_IN_GROUPS = {
    "", "apps", "autoscaling", "batch", "extensions", "policy",
    "admissionregistration.k8s.io", "apiextensions.k8s.io", "apiregistration.k8s.io", "authentication.k8s.io",
    "authorization.k8s.io", "certificates.k8s.io", "coordination.k8s.io", "discovery.k8s.io", "events.k8s.io",
    "flowcontrol.apiserver.k8s.io", "internal.apiserver.k8s.io", "networking.k8s.io", "node.k8s.io",
    "rbac.authorization.k8s.io", "resource.k8s.io", "scheduling.k8s.io", "storage.k8s.io", "storagemigration.k8s.io",
}


class Unreadable(Exception):
    """A file that may hold an object, but cannot be read as YAML or JSON."""


def files(folders, suffixes=(".yaml", ".yml", ".json")):
    for folder in folders:
        for parent, children, names in os.walk(folder):
            children[:] = sorted(set(children) - SKIPPED_FOLDERS)
            for name in sorted(names):
                if name.endswith(suffixes):
                    yield pathlib.Path(parent, name)


def documents(path):
    """Every mapping in a file; lists of objects (kind List) are taken apart."""
    try:
        text = path.read_text(encoding="utf-8")
        found = [json.loads(text)] if path.suffix == ".json" else list(yaml.load_all(text, Loader=yaml.CSafeLoader))
    except (ValueError, yaml.YAMLError) as problem:
        raise Unreadable(" ".join(str(problem).split())) from problem
    for document in found:
        if isinstance(document, dict) and document.get("kind") == "List" and isinstance(document.get("items"), list):
            yield from (item for item in document["items"] if isinstance(item, dict))
        elif isinstance(document, dict):
            yield document


def group(document):
    return document["apiVersion"].rpartition("/")[0]


def is_object(document):
    """True for what a cluster would be asked to take.

    A kustomization is read by kubectl itself, a profile by mcpctl, and a numbered apiVersion without a kind by Grafana.
    """
    is_provisioning = isinstance(document.get("apiVersion"), int) and "kind" not in document
    return ("apiVersion" in document or "kind" in document) and not is_provisioning \
        and not str(document.get("apiVersion", "")).startswith(("kustomize.config.k8s.io/", "mcpctl.dev/"))


def name(document):
    metadata = document.get("metadata")
    label = metadata.get("name") or metadata.get("generateName") if isinstance(metadata, dict) else None
    return f"{document.get('kind', '?')}/{label or '?'}"
