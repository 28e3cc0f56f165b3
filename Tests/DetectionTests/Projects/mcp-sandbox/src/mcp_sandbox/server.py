from mcp.server.fastmcp import FastMCP

mcp = FastMCP("sqlite-database")

if __name__ == "__main__":
    mcp.run(transport="stdio")
