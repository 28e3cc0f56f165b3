#!/usr/bin/env python3
# Rendered by mcpctl for production-server
"""kailash-http MODULE:ATTRIBUTE — serve a Kailash MCPServer over streamable HTTP.

kailash-mcp itself serves stdio and websocket only: transport="http" falls through to stdio. The FastMCP object inside it
can speak HTTP, so this serves that object and exposes what already exists; it adds no behaviour of its own.

    /mcp       the server's tools (protocol 2025-11-25, sessions)     /health   its own health_check(): 200, or 503 if not ready
    /metrics   prometheus_client's registry, when it is installed     /live     200 while the process answers

HOST (0.0.0.0), PORT (8000), LOG_LEVEL (info). ALLOWED_HOSTS: comma-separated names clients may use to reach the server
(the Service's names); loopback is always allowed, anything else is refused, which is the defence against DNS rebinding.
SHUTDOWN_TIMEOUT (20): seconds that open requests get after SIGTERM.
"""
import importlib, os, sys, time


def fail(text):
    sys.stderr.write(f"kailash-http: {text}\n")
    raise SystemExit(2)


def number(name, default, low, high):
    value = os.environ.get(name) or str(default)
    if not value.isdecimal() or not low <= int(value) <= high: fail(f"{name} must be a number from {low} to {high}")
    return int(value)


def load(spec):
    module, colon, attribute = spec.partition(":")
    if not (module and colon and attribute): fail("say what to serve as MODULE:ATTRIBUTE")
    sys.path.insert(0, os.getcwd())     # as `python -m` does
    server = importlib.import_module(module)
    try:
        for name in attribute.split("."): server = getattr(server, name)
    except AttributeError: fail(f"{module} has no {attribute}")
    if getattr(server, "_mcp", None) is None and hasattr(server, "_init_mcp"): server._init_mcp()   # created with the first tool
    # without a FastMCP kailash falls back to a stand-in that serves nothing
    if not hasattr(getattr(server, "_mcp", None), "streamable_http_app"): fail(f"{spec} holds no FastMCP server (the mcp package) to serve over HTTP")
    return server


def application(server):
    from mcp.server.transport_security import TransportSecuritySettings
    from starlette.responses import JSONResponse, Response
    names = [n.strip() for n in os.environ.get("ALLOWED_HOSTS", "").split(",") if n.strip()]
    hosts = [h for n in ["127.0.0.1", "localhost", "[::1]", *names] for h in (n, n + ":*")]
    server._mcp.settings.transport_security = TransportSecuritySettings(
        enable_dns_rebinding_protection=True, allowed_hosts=hosts, allowed_origins=[s + h for h in hosts for s in ("http://", "https://")])
    app = server._mcp.streamable_http_app()

    async def health(request):
        try: report = server.health_check()
        except Exception as e: return JSONResponse({"status": "unhealthy", "issues": [type(e).__name__]}, 503)
        return JSONResponse(report, 200 if report.get("status") in ("healthy", "degraded") else 503)

    async def live(request): return JSONResponse({"alive": True})
    app.add_route("/health", health, methods=["GET"])
    app.add_route("/live", live, methods=["GET"])
    try: from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
    except ImportError: return app

    async def metrics(request): return Response(generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})
    app.add_route("/metrics", metrics, methods=["GET"])
    return app


def serve(app, config):
    """uvicorn, but calls under way may finish: answers are SSE streams, and sse-starlette cuts all of those on SIGTERM.
    Here the streams that only listen (GET) are closed when the last call is done; uvicorn's timeout bounds it all."""
    import uvicorn
    from sse_starlette.sse import AppStatus
    calls = set()

    def close_streams():
        if server.should_exit and not calls: AppStatus.should_exit = True

    async def counted(scope, receive, send):
        if scope["type"] != "http" or scope["method"] != "POST": return await app(scope, receive, send)
        call = object()
        calls.add(call)
        try: await app(scope, receive, send)
        finally: calls.discard(call); close_streams()

    class Server(uvicorn.Server):
        def handle_exit(self, *signal):
            super().handle_exit(*signal)
            close_streams()

    if hasattr(AppStatus, "disable_automatic_graceful_drain"): AppStatus.disable_automatic_graceful_drain()
    config.app, server = counted, Server(config)
    server.run()


def main():
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"): fail("usage: kailash-http.py MODULE:ATTRIBUTE")
    port, patience = number("PORT", 8000, 1, 65535), number("SHUTDOWN_TIMEOUT", 20, 0, 3600)
    server = load(sys.argv[1])
    import uvicorn                      # comes with mcp
    app = application(server)
    # run() would do these two; health_check() reports from them
    server.config.update({"server.start_time": time.time()})
    server._running = True
    config = uvicorn.Config(
        app, host=os.environ.get("HOST") or "0.0.0.0", port=port,
        log_level=(os.environ.get("LOG_LEVEL") or "info").lower(), timeout_graceful_shutdown=patience)
    try: serve(app, config)
    finally: server._running = False


if __name__ == "__main__":
    main()
