import os

from kailash.mcp_server import MCPServer
from kailash.mcp_server.auth import APIKeyAuth

server = MCPServer("production-server", rate_limit_config={"requests_per_minute": 100})

if __name__ == "__main__":
    server.run()
