import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";

export class QSysClient {}
const transport = new StdioServerTransport();
