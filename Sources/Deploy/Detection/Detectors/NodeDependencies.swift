internal import Diagnostics
internal import Values

/// Which MCP system a Node project is, by what it depends on and what it calls itself.
enum NodeDependencies {
    /// Packages that speak for a preset.
    private static let known: [(package: String, preset: String, weight: Int)] = [
        ("@q-sys/qrwc", "qsys", 6), ("@modelcontextprotocol/sdk", "mcp-typescript", 3),
        ("@modelcontextprotocol/server", "mcp-typescript", 3), ("fastmcp", "custom", 4),
        ("mcp-framework", "custom", 4), ("prom-client", "mcp-typescript", 1), ("pino", "mcp-typescript", 1),
        ("opossum", "mcp-typescript", 2),
    ]

    static func find(in package: Value, _ detected: inout DetectedProfile) {
        for (name, preset, weight) in known {
            guard let member = package["dependencies"]?.object?.member(name) else { continue }
            detected.vote(preset, weight, "depends on \(name)", at: member.keyLocation)
        }
        findNames(in: package, &detected)
        if let sdk = package["devDependencies"]?.object?.member("@modelcontextprotocol/sdk") {
            detected.warn(
                "@modelcontextprotocol/sdk is a development dependency: the image will not have it",
                at: sdk.keyLocation,
                hint: "move it to dependencies"
            )
            detected.vote(
                "mcp-typescript",
                2,
                "is developed with @modelcontextprotocol/sdk",
                at: sdk.keyLocation
            )
        }
        guard let start = package["scripts"]?["start"], let text = start.string else { return }
        let isDevelopment =
            package["devDependencies"]?["tsx"] != nil || package["dependencies"]?["tsx"] == nil
        if text.contains("tsx "), isDevelopment {
            detected.vote("mcp-factory", 1, "is started by tsx", at: start.location)
        }
    }

    /// Names, keywords and descriptions that only one system has.
    private static func findNames(in package: Value, _ detected: inout DetectedProfile) {
        let marks = [
            ("mcp-factory", "mcp-factory"), ("mcp tool factory", "mcp-factory"),
            ("mcp-tool-factory", "mcp-factory"),
            ("qsys", "qsys"), ("q-sys", "qsys"),
        ]
        var said: Set<String> = []
        for key in ["generator", "generatedBy", "keywords", "description", "name", "mcpName"] {
            for value in package[key].map({ $0.array ?? [$0] }) ?? [] {
                let text = value.string?.lowercased() ?? ""
                for (mark, preset) in marks where text.contains(mark) && said.insert(preset).inserted {
                    detected.vote(preset, 6, "\"\(key)\" names \(mark)", at: value.location)
                }
            }
        }
    }
}
