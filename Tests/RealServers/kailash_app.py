"""A Kailash MCPServer with a cached, a failing and a slow tool; served by templates/adapters/kailash-http.py.

BREAKER=1 gives it Kailash's own circuit breaker, which opens after three failures; BREAKER_TIMEOUT in seconds.
"""

import asyncio
import os
import time

from kailash_mcp import MCPServer

options = {"enable_cache": True, "cache_ttl": 300, "enable_metrics": True, "enable_monitoring": True}
if os.environ.get("BREAKER"):
    timeout = float(os.environ.get("BREAKER_TIMEOUT", "20"))
    options["circuit_breaker_config"] = {"failure_threshold": 3, "timeout": timeout}
server = MCPServer("kailash-demo", **options)
server.config.update({"server.start_time": time.time()})
# What run() would say; it serves no HTTP itself.
server._running = True


@server.tool(cache_key="weather", cache_ttl=600)
async def get_weather(city: str) -> dict:
    """The weather, cached."""
    return {"city": city, "at": time.time()}


@server.tool()
async def flaky(ok: bool = False) -> dict:
    """Fails unless told otherwise."""
    if not ok:
        raise ConnectionError("upstream down")
    return {"ok": True}


@server.tool()
async def slow(ms: int = 2000) -> dict:
    """Takes its time."""
    await asyncio.sleep(ms / 1000)
    return {"slept": ms}
