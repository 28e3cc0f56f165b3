import express from "express";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";

const app = express();
app.get("/health", (_request, response) => response.json({ status: "healthy" }));
app.get("/metrics", (_request, response) => response.send(""));
app.post("/mcp", (request, response) => new StreamableHTTPServerTransport({}).handleRequest(request, response));
app.listen(parseInt(process.env.SERVER_PORT || "3000"));
