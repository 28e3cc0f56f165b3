internal import Diagnostics
internal import Values

/// Configuration in JSON: the sandbox's `config/mcp.json`, Q-SYS's `config.json`, clients' `.mcp.json`.
struct MCPConfiguration: Detector {
    static func detect(in folder: ProjectFolder, service: String?, _ detected: inout DetectedProfile) {
        for path in ["config/mcp.json", "config.json", "mcp.json", ".mcp.json"] {
            guard let tree = folder.json(path, &detected), tree.object != nil else { continue }
            _ = read(tree, "", .declared, &detected)
            readClient(tree, &detected)
        }
    }

    /// Takes the settings that the profile has keys for; answers whether it knew all of them.
    static func read(
        _ tree: Value,
        _ source: String,
        _ strength: Fact.Strength,
        _ detected: inout DetectedProfile
    ) -> Bool {
        var known = 0
        if let limits = tree["rateLimiting"], limits.object != nil {
            let keys = [
                ("requestsPerMinute", "requestsPerMinute"), ("burstSize", "burst"),
                ("perClient", "perClient"),
            ]
            for (key, field) in keys {
                guard let value = limits[key] else { continue }
                detected.add(
                    "rateLimit.\(field)",
                    value,
                    strength,
                    "\"rateLimiting.\(key)\"",
                    at: value.location
                )
                known += 1
            }
            if limits["enabled"]?.bool == true { known += 1 }
            detected.vote("qsys", 2, "has rateLimiting in its config.json", at: limits.location)
        }
        for server in tree["servers"]?.items ?? [] where server["script_path"] != nil {
            let script = server["script_path"]
            let isSandbox = script?.string == "mcp_sandbox.server"
            detected.vote(
                "mcp-sandbox",
                isSandbox ? 6 : 3,
                "its mcp.json starts \(shortened(script?.string ?? ""))",
                at: script?.location
            )
            if isSandbox, let retries = server["max_retries"] {
                detected.add("retries.max", retries, strength, "\"max_retries\"", at: retries.location)
            }
        }
        if let level = tree["log_level"], let text = level.string.flatMap(VariableName.level) {
            detected.add("logging.level", .string(text), strength, "\"log_level\"", at: level.location)
        }
        return known > 0 && known == tree.leaves().count
    }

    /// How a client starts the server: `mcpServers.NAME.command`, or its URL.
    private static func readClient(_ tree: Value, _ detected: inout DetectedProfile) {
        let servers = (tree["mcpServers"] ?? tree["servers"])?.members ?? []
        // Of several one cannot tell which is this project's own.
        guard servers.count == 1, let server = servers.first?.value, server.object != nil else { return }
        if let command = server["command"], let program = command.string {
            detected.add(
                "runtime.command",
                .texts([program] + (server["args"]?.texts ?? [])),
                .guess,
                "\"command\"",
                at: command.location
            )
            detected.add("server.transport", "stdio", .guess, "\"command\"", at: command.location)
        }
        for member in server["env"]?.members ?? [] {
            detected.addVariable(
                member.key,
                VariableName.holdsSecret(member.key, text: member.value.text) ? member.value : nil,
                .convention,
                "\"env\"",
                at: member.keyLocation
            )
        }
    }
}
