"""kailash-http.py in front of a real Kailash MCPServer, watched by mcp-health.py.

    KAILASH_PYTHON=/path/to/venv/bin/python python3 -m unittest Tests/adapters/test_kailash_http.py

The venv needs kailash and kailash-mcp[full]; without the variable these tests are skipped.
"""
import json, os, pathlib, signal, socket, subprocess, sys, tempfile, threading, time, unittest, urllib.error, urllib.request

ADAPTERS = pathlib.Path(__file__).resolve().parents[2] / "templates" / "adapters"
PYTHON = os.environ.get("KAILASH_PYTHON")
APP = '''
import asyncio
from kailash_mcp import MCPServer
server = MCPServer("app")
@server.tool()
async def slow(ms: int = 0) -> dict:
    "sleeps"
    await asyncio.sleep(ms / 1000); return {"slept": ms}
'''


def free_port():
    with socket.socket() as s: s.bind(("127.0.0.1", 0)); return s.getsockname()[1]


@unittest.skipUnless(PYTHON, "KAILASH_PYTHON names no Python with kailash-mcp")
class KailashHttp(unittest.TestCase):
    def setUp(self):
        self.dir = tempfile.TemporaryDirectory()
        self.addCleanup(self.dir.cleanup)
        (pathlib.Path(self.dir.name) / "app.py").write_text(APP)

    def launch(self, spec="app:server", **env):
        return subprocess.Popen([PYTHON, str(ADAPTERS / "kailash-http.py"), spec], cwd=self.dir.name, env={**os.environ, "HOST": "127.0.0.1", **env}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def up(self):
        port = free_port()
        p = self.launch(PORT=str(port), ALLOWED_HOSTS="app.mcp.svc")
        self.addCleanup(lambda: (p.kill(), p.communicate()))
        for _ in range(150):
            try: return p, port, urllib.request.urlopen(f"http://127.0.0.1:{port}/live", timeout=2)
            except OSError: time.sleep(0.1)
        self.fail("not up")

    def post(self, port, body, **headers):
        request = urllib.request.Request(f"http://127.0.0.1:{port}/mcp", json.dumps({"jsonrpc": "2.0", **body}).encode(),
                                         {"Content-Type": "application/json", "Accept": "application/json, text/event-stream", **headers})
        try:
            with urllib.request.urlopen(request, timeout=10) as r: return r.status, r.headers.get("Mcp-Session-Id"), r.read().decode()
        except urllib.error.HTTPError as e: e.close(); return e.code, None, ""

    INIT = {"id": 1, "method": "initialize", "params": {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "t", "version": "0"}}}

    def test_serves_and_drains(self):
        p, port, _ = self.up()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health") as r: report = json.load(r)
        self.assertEqual((report["status"], report["server"]["running"], report["resources"]["tools_registered"]), ("healthy", True, 1))
        probe = subprocess.run([sys.executable, str(ADAPTERS / "mcp-health.py"), f"http://127.0.0.1:{port}/mcp", "--expect-tool", "slow"], capture_output=True, text=True)
        self.assertEqual(probe.returncode, 0, probe.stdout)
        for headers, status in (({"Host": "app.mcp.svc"}, 200), ({"Host": "app.mcp.svc:8000"}, 200), ({"Host": "evil.example"}, 421), ({"Origin": "http://evil.example"}, 403)):
            self.assertEqual(self.post(port, self.INIT, **headers)[0], status, headers)
        # a call under way outlives SIGTERM, an idle listening stream does not hold the exit up
        session = {"Mcp-Session-Id": self.post(port, self.INIT)[1]}
        self.post(port, {"method": "notifications/initialized"}, **session)
        stream = urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{port}/mcp", headers={"Accept": "text/event-stream", **session}), timeout=10)
        self.addCleanup(stream.close)
        answers = []
        call = threading.Thread(target=lambda: answers.append(self.post(port, {"id": 2, "method": "tools/call", "params": {"name": "slow", "arguments": {"ms": 1500}}}, **session)))
        call.start(); time.sleep(0.4)
        p.send_signal(signal.SIGTERM)
        p.wait(timeout=8); call.join()
        self.assertIn("1500", answers[0][2])

    def test_refuses_what_it_cannot_serve(self):
        for spec, env, message in (("app", {}, "MODULE:ATTRIBUTE"), ("app:nope", {}, "app has no nope"), ("os:path", {}, "no FastMCP server"), ("app:server", {"PORT": "http"}, "PORT must be a number")):
            p = self.launch(spec, **env)
            err = p.communicate(timeout=30)[1].decode()
            self.assertEqual(p.returncode, 2, err)
            self.assertIn(message, err)


if __name__ == "__main__":
    unittest.main()
