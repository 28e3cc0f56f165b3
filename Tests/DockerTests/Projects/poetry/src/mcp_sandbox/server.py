"""One tool over stdio, and a database in its volume."""
import sqlite3

from mcp.server.fastmcp import FastMCP

server = FastMCP("sandbox")


@server.tool()
def execute_sql_query(query: str) -> list:
    with sqlite3.connect("/app/data/sample.db") as database:
        return database.execute(query).fetchall()


if __name__ == "__main__":
    server.run()
