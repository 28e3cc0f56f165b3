#!/usr/bin/env python3
"""Starts the image that is mounted at ROOT as its own configuration says, asks its health, and stops it.

    try-image.py ROOT IMAGE.json     (IMAGE.json is what 'buildah inspect --type image' prints)

The server runs as process 1 of its own process space, as the image's user, on a file system that is read-only but for
/tmp and the folders that belong to that user. Exit status: 0 when all held, 1 when something did not.
"""
import ctypes
import errno
import json
import os
import pathlib
import signal
import subprocess
import sys
import time

CLONE_NEWNS, CLONE_NEWPID = 0x00020000, 0x20000000


def main():
    root, config = pathlib.Path(sys.argv[1]), json.loads(pathlib.Path(sys.argv[2]).read_text())
    config = config["Docker"]["config"]
    image = Image(root, config)
    failures = image.static_failures()
    unshare(CLONE_NEWNS)
    image.mount()
    failures += image.life()
    for failure in failures:
        print(f"        {failure}")
    sys.exit(1 if failures else 0)


def unshare(what):
    if ctypes.CDLL(None, use_errno=True).unshare(what) != 0:
        raise OSError(ctypes.get_errno(), "unshare")


class Image:
    def __init__(self, root, config):
        self.root, self.config = root, config
        user, group = config["User"].split(":")
        self.user, self.group = int(user), int(group)
        self.environment = dict(entry.split("=", 1) for entry in config["Env"])
        self.health = config["Healthcheck"]
        self.volumes = []

    def static_failures(self):
        """What can be seen without starting: who owns what, and what must not be there."""
        failures = []
        for path in self.root.rglob("*"):
            if path.is_symlink() or not path.exists():
                continue
            inside = "/" + str(path.relative_to(self.root))
            if path.name in (".env", "mcpctl.yaml", "Dockerfile", ".dockerignore") and inside.startswith("/app"):
                failures.append(f"{inside} is in the image")
            if inside.startswith(("/app", "/opt")) and path.stat().st_uid == self.user:
                if path.is_dir() and not any(path.iterdir()):
                    self.volumes.append(inside)
                else:
                    failures.append(f"{inside} belongs to the server's user")
        if self.user <= 10000:
            failures.append(f"the user is {self.user}")
        for label in ("title", "version", "revision"):
            if f"org.opencontainers.image.{label}" not in self.config["Labels"]:
                failures.append(f"there is no label {label}")
        return failures

    def mount(self):
        def run(*words):
            subprocess.run(["mount", *words], check=True)

        root = str(self.root)
        run("--make-rprivate", "/")
        run("--bind", root, root)
        run("-t", "tmpfs", "tmpfs", f"{root}/tmp")
        for path in self.volumes:
            run("-t", "tmpfs", "-o", f"uid={self.user},gid={self.group}", "tmpfs", root + path)
        run("--rbind", "/dev", f"{root}/dev")
        run("-o", "remount,bind,ro", root)

    def start(self, words, output):
        """A process of the image; the first one is process 1 in there."""
        child = os.fork()
        if child:
            return child
        try:
            os.dup2(output.fileno(), 1)
            os.dup2(output.fileno(), 2)
            if os.getpid() == 1:
                subprocess.run(["mount", "-t", "proc", "proc", f"{self.root}/proc"], check=True)
            os.chroot(self.root)
            os.chdir(self.config["WorkingDir"])
            os.setgroups([])
            os.setgid(self.group)
            os.setuid(self.user)
            os.execvpe(words[0], words, self.environment)
        except OSError as error:
            os.write(2, f"{words[0]}: {error}\n".encode())
        finally:
            os._exit(127)

    def status(self, words, output):
        return os.waitstatus_to_exitcode(os.waitpid(self.start(words, output), 0)[1])

    def life(self):
        failures = []
        log = open(os.path.join(os.path.dirname(sys.argv[2]), "server.log"), "w+b")
        test = self.health["Test"]
        if test[0] != "CMD":
            return [f"the health is not asked in exec form: {test}"]
        # A question that is content with nobody there is none.
        if self.status(test[1:], log) == 0:
            failures.append("the health is good before anything was started")
        # The next process is the first in there.
        unshare(CLONE_NEWPID)
        started = time.monotonic()
        server = self.start(self.config["Entrypoint"] + self.config["Cmd"], log)
        try:
            failures += self.questions(test[1:], started, log)
        except OSError as error:
            # No process starts where process 1 has ended.
            if error.errno != errno.ENOMEM:
                raise
            failures.append("the server ended by itself")
        failures += self.stop(server)
        if failures:
            log.seek(0)
            failures += log.read().decode(errors="replace").splitlines()[-30:]
        return failures

    def questions(self, test, started, log):
        failures = []
        shell = ["/bin/sh", "-c", "touch /tmp/there && ! touch /app/there 2>/dev/null"]
        if self.status(shell, log) != 0:
            failures.append("the file system is not as the platform makes it")
        status, waited = 1, 0
        while status != 0 and waited < self.health["StartPeriod"] / 1e9:
            time.sleep(0.2)
            status = self.status(test, log)
            waited = time.monotonic() - started
        if status != 0:
            failures.append(f"never healthy in {waited:.0f} s: '{' '.join(test)}' ends with {status}")
        else:
            print(f"        healthy after {waited:.1f} s")
        return failures

    def stop(self, server):
        """Asks the server to stop, as a platform does."""
        asked = time.monotonic()
        os.kill(server, signal.SIGTERM)
        while os.waitpid(server, os.WNOHANG)[0] == 0:
            if time.monotonic() - asked > 10:
                os.kill(server, signal.SIGKILL)
                os.waitpid(server, 0)
                return ["SIGTERM did not stop it in 10 s"]
            time.sleep(0.05)
        print(f"        ended {time.monotonic() - asked:.1f} s after SIGTERM")
        return []


main()
