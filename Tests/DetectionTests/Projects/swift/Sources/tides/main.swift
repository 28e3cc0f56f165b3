let transport = StdioTransport()
