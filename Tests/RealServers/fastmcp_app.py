"""A FastMCP application as operators meet them: metrics, health of its dependencies, a rate limit, and tools that fail.

Environment: PORT; HEALTH_DIALECT (patterns, factory, qsys, sandbox); TOOL_LABEL; AUTH_TOKEN; RPS and BURST.
The tools fail(rate), slow(ms) and set_dependency(name, up) inject faults.
"""

import asyncio
import os
import random
import time
from datetime import datetime, timezone

import uvicorn
from fastmcp import FastMCP
from fastmcp.server.middleware import Middleware
from fastmcp.server.middleware.rate_limiting import RateLimitingMiddleware
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.responses import JSONResponse, Response

PORT = int(os.environ["PORT"])
DIALECT = os.environ.get("HEALTH_DIALECT", "patterns")
TOOL = os.environ.get("TOOL_LABEL", "tool")
STARTED = time.time()

registry = CollectorRegistry()
calls = Counter("mcp_tool_calls_total", "Calls of tools", [TOOL, "status"], registry=registry)
durations = Histogram(
    "mcp_tool_duration_seconds", "How long calls took", [TOOL], buckets=[0.01, 0.05, 0.1, 0.5, 1, 5], registry=registry
)
sessions = Gauge("mcp_active_sessions", "Open sessions", registry=registry)
dependencies = {"database": True, "cache": True, "externalApi": True}


class Measured(Middleware):
    async def on_call_tool(self, context, call_next):
        tool, begun, status = context.message.name, time.perf_counter(), "error"
        try:
            result = await call_next(context)
            status = "error" if getattr(result, "is_error", False) else "success"
            return result
        finally:
            calls.labels(tool, status).inc()
            durations.labels(tool).observe(time.perf_counter() - begun)


def authentication():
    token = os.environ.get("AUTH_TOKEN")
    if not token:
        return None
    from fastmcp.server.auth import RemoteAuthProvider
    from fastmcp.server.auth.providers.jwt import StaticTokenVerifier

    verifier = StaticTokenVerifier({token: {"client_id": "operator", "scopes": ["mcp:read"]}}, required_scopes=["mcp:read"])
    return RemoteAuthProvider(
        token_verifier=verifier,
        authorization_servers=["http://127.0.0.1:9/"],
        base_url=f"http://127.0.0.1:{PORT}",
    )


server = FastMCP("seed-metrics", version="1.0.0", auth=authentication())
server.add_middleware(Measured())
server.add_middleware(
    RateLimitingMiddleware(
        max_requests_per_second=float(os.environ.get("RPS", "50")), burst_capacity=int(os.environ.get("BURST", "100"))
    )
)


@server.tool
def get_weather(city: str) -> dict:
    """The weather of a city."""
    return {"city": city, "celsius": random.randint(-10, 35)}


@server.tool
async def slow(ms: int = 500) -> str:
    """Takes its time."""
    await asyncio.sleep(ms / 1000)
    return f"slept {ms}"


@server.tool
def fail(rate: float = 1.0) -> str:
    """Fails so many times of one."""
    if random.random() < rate:
        raise RuntimeError("upstream failed")
    return "ok"


@server.tool
def set_dependency(name: str, up: bool) -> dict:
    """Takes a dependency away, or brings it back."""
    dependencies[name] = up
    return dict(dependencies)


@server.tool
def health_check() -> dict:
    """Health as a tool."""
    return {"status": "healthy" if all(dependencies.values()) else "unhealthy", "timestamp": now()}


def now():
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def words():
    return {name: "healthy" if up else "unhealthy" for name, up in dependencies.items()}


def report(verbose=False):
    """Whether requests may come, and what the dialect says of it."""
    whole = all(dependencies.values())
    if DIALECT == "factory":
        return whole, {"status": "healthy" if whole else "unhealthy", "server": "seed-metrics", "timestamp": now()}
    if DIALECT == "sandbox":
        metrics = {"total_requests": 0, "success_rate": "0%", "avg_duration_seconds": "0.00"}
        return whole, {"status": "healthy" if whole else "degraded", "metrics": metrics}
    if DIALECT == "qsys":
        status = "ok" if whole else "degraded" if dependencies["database"] else "error"
        body = {"status": status, "timestamp": now(), "version": "1.0.0", "uptime": int((time.time() - STARTED) * 1000)}
        if verbose:
            body["checks"] = [{"name": name, "status": word, "message": ""} for name, word in words().items()]
        return status != "error", body
    checks = {"server": "healthy", **words()}
    return whole, {"status": "healthy" if whole else "unhealthy", "checks": checks, "timestamp": now()}


def answer(found):
    ready, body = found
    return JSONResponse(body, 200 if ready else 503)


@server.custom_route("/health", methods=["GET"])
async def health(request):
    return answer(report("verbose" in request.url.query))


@server.custom_route("/health/verbose", methods=["GET"])
async def verbose_health(request):
    return answer(report(True))


@server.custom_route("/ready", methods=["GET"])
async def ready(request):
    return answer((report()[0], {"ready": report()[0]}))


@server.custom_route("/live", methods=["GET"])
async def live(request):
    return JSONResponse({"alive": True})


def open_sessions():
    for route in application.routes:
        endpoint = getattr(route, "endpoint", None) or getattr(route, "app", None)
        for holder in (endpoint, getattr(endpoint, "app", None)):
            manager = getattr(holder, "session_manager", None)
            if manager is not None:
                return len(manager._server_instances)
    return 0


@server.custom_route("/metrics", methods=["GET"])
async def metrics(request):
    sessions.set(open_sessions())
    return Response(generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST})


application = server.http_app(path="/mcp", host_origin_protection=True)

if __name__ == "__main__":
    uvicorn.run(application, host="127.0.0.1", port=PORT, log_level="warning")
