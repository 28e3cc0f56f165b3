import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { startMetricsServer } from "./metrics.js";

const server = new McpServer({ name: "enterprise-server", version: "1.4.2" });
server.tool('health_check', {}, async () => ({ content: [{ type: "text", text: '{"status":"healthy"}' }] }));
startMetricsServer(9090);
await server.connect(new StdioServerTransport());
