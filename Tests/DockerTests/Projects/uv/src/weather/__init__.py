from mcp.server.fastmcp import FastMCP

server = FastMCP("weather")


@server.tool()
def forecast(city: str) -> str:
    return f"sunny in {city}"


def main() -> None:
    server.settings.port = 38400
    server.run(transport="streamable-http")
