"""Rendering against kubectl kustomize and docker-compose config.

Every figure is of whole processes as the operating system accounts for them: median wall time, and the peak memory of
the largest run.
"""
import pathlib
import re
import subprocess
import tempfile

from common import ROOT, build, measured, peer, show

PRESETS = ["mcp-factory", "mcp-typescript", "mcp-sandbox", "kailash", "qsys"]


def run(options):
    binary = options.binary or build("mcpctl")
    kubectl = peer("kubectl", "kubernetes-client")
    compose = peer("docker-compose", "docker-compose")

    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        stripped = folder / "mcpctl"
        subprocess.run(["strip", "-o", stripped, binary], check=True)
        size = stripped.stat().st_size / 1e6

        profile = ROOT / "manifests" / "qsys" / "mcpctl.yaml"
        subprocess.run([stripped, "render", "all", "-p", profile, "-o", folder / "one"], check=True, capture_output=True)
        # docker-compose 1.29, the only one that Debian has, is older than these keys: it gets the file without them.
        (folder / "peer").mkdir()
        old = folder / "peer" / "docker-compose.yml"
        text = (folder / "one" / "compose" / "compose.yaml").read_text()
        text = re.sub(r"- host_ip: .*\n +name: .*\n +", "- ", text)
        text = re.sub(r"^(---|name: .*| +(pids|start_interval): .*)\n", "", text, flags=re.MULTILINE)
        old.write_text(text)
        fleet = []
        for index in range(1000):
            path = folder / f"server-{index}.yaml"
            path.write_text(
                "apiVersion: mcpctl.dev/v1\n"
                f"name: server-{index}\npreset: {PRESETS[index % len(PRESETS)]}\nversion: 1.4.{index}\n"
                f"image: registry.example.com/mcp/server-{index}:1.4.{index}@sha256:{'ab' * 32}\n"
            )
            fleet += ["-p", path]

        few = max(5, options.runs // 5)
        [version] = measured(options.runs, [stripped, "--version"])
        [render, kustomize] = measured(
            options.runs,
            [stripped, "render", "k8s", "-p", profile],
            [kubectl, "kustomize", folder / "one" / "kubernetes"],
        )
        [every, kustomize_again, configured] = measured(
            options.runs,
            [stripped, "render", "all", "-p", profile, "-o", folder / "all"],
            [kubectl, "kustomize", folder / "one" / "kubernetes"],
            [compose, "-f", old, "config", "-q"],
        )
        [many] = measured(few, [stripped, "render", "k8s", *fleet[:200], "-o", folder / "many"])
        [all_of_many] = measured(few, [stripped, "render", "all", *fleet, "-o", folder / "many-all"])
        peak = max(version[1], render[1], every[1], many[1])

        rows = [
            ("mcpctl --version", f"{version[0]:.1f} ms", "", "", "under 12 ms"),
            ("stripped binary, static stdlib", f"{size:.1f} MB", "", "", "under 20 MB"),
            (
                "render k8s, one profile | kubectl kustomize",
                f"{render[0]:.1f} ms",
                f"{kustomize[0]:.1f} ms",
                f"{render[0] / kustomize[0]:.2f}",
                "under 20 ms, at most 0.50",
            ),
            (
                "render all, one profile, written | kubectl kustomize",
                f"{every[0]:.1f} ms",
                f"{kustomize_again[0]:.1f} ms",
                f"{every[0] / kustomize_again[0]:.2f}",
                "under 25 ms",
            ),
            (
                "render all, one profile, written | docker-compose config",
                f"{every[0]:.1f} ms",
                f"{configured[0]:.1f} ms",
                f"{every[0] / configured[0]:.2f}",
                "",
            ),
            ("render k8s, 100 servers, written", f"{many[0]:.0f} ms", "", "", "under 500 ms"),
            ("render all, 1,000 servers, written", f"{all_of_many[0]:.0f} ms", "", "", "under 3000 ms"),
            ("peak memory", f"{peak:.1f} MB", f"{kustomize[1]:.1f} MB", f"{peak / kustomize[1]:.2f}", "under 40 MB"),
            ("peak memory, render all of 1,000 servers", f"{all_of_many[1]:.0f} MB", "", "", ""),
        ]
        show(rows)
