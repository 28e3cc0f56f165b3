internal import Diagnostics
internal import Values

/// `Package.swift`: read as text, never run.
struct SwiftPackage: Detector {
    static func detect(in folder: ProjectFolder, service: String?, _ detected: inout DetectedProfile) {
        guard let file = folder.file("Package.swift") else { return }
        detected.add(
            "runtime.language",
            "swift",
            .declared,
            "",
            at: SourceLocation(file: file, line: 1, column: 1)
        )
        detected.add("runtime.packageManager", "swift", .convention, "", at: nil)
        var isExecutable = false
        for (index, line) in file.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let place = SourceLocation(file: file, line: index + 1, column: 1)
            if index == 0, line.contains("swift-tools-version"),
                let version = RuntimeVersion.leading(String(line), parts: 2)
            {
                detected.add("runtime.version", .string(version), .declared, "swift-tools-version", at: place)
            }
            if line.contains("modelcontextprotocol/swift-sdk") || line.contains("swift-sdk.git") {
                detected.vote("custom", 3, "depends on modelcontextprotocol/swift-sdk", at: place)
            }
            if line.contains(".executableTarget(") || line.contains(".executable(") { isExecutable = true }
            guard let name = Self.name(in: line) else { continue }
            if detected.best("name") == nil {
                detected.add("name", .string(name), .declared, "name", at: place)
            } else if isExecutable {
                isExecutable = false
                detected.add("runtime.build", ["swift build -c release"], .convention, "", at: nil)
                detected.add(
                    "runtime.command",
                    [.string("/app/\(name)")],
                    .convention,
                    "executable target",
                    at: place,
                    remark: "where the image puts the program is a guess"
                )
            }
        }
        detected.vote("custom", 1, "is a Swift package", at: SourceLocation(file: file, line: 1, column: 1))
    }

    /// The text after `name:` on a line.
    private static func name(in line: Substring) -> String? {
        guard let range = line.firstRange(of: "name: \"") else { return nil }
        let name = line[range.upperBound...].prefix { $0 != "\"" }
        return name.isEmpty || name.contains { !$0.isASCII || $0.isWhitespace } ? nil : String(name)
    }
}
