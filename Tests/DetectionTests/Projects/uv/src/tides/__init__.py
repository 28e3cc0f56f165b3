from fastmcp import FastMCP

mcp = FastMCP("tides")


def main():
    mcp.run(transport="http", host="0.0.0.0", port=8800)
