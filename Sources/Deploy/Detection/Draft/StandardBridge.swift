/// The bridge that a server without one gets: what the presets use for the same language.
enum StandardBridge {
    struct Bridge {
        let name: String
        let command: [String]
        let hint: String
    }

    static func of(_ language: String?) -> Bridge {
        language == "node"
            ? Bridge(
                name: "mcp-proxy",
                command: [
                    "node_modules/.bin/mcp-proxy", "--host", "0.0.0.0", "--port", "{port}", "--server",
                    "stream", "--streamEndpoint", "{path}", "--", "{command...}",
                ],
                hint: "npm install mcp-proxy, so that the lock file has it"
            )
            : Bridge(
                name: "mcp-proxy",
                command: [
                    "mcp-proxy", "--host", "0.0.0.0", "--port", "{port}", "--pass-environment", "--",
                    "{command...}",
                ],
                hint: "add PyPI's mcp-proxy to what the image installs"
            )
    }
}
