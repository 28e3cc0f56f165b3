internal import Diagnostics
internal import Values

/// `go.mod`.
struct GoModule: Detector {
    private static let libraries = ["github.com/modelcontextprotocol/go-sdk", "github.com/mark3labs/mcp-go"]

    static func detect(in folder: ProjectFolder, service: String?, _ detected: inout DetectedProfile) {
        guard let file = folder.file("go.mod") else { return }
        let start = SourceLocation(file: file, line: 1, column: 1)
        detected.add("runtime.language", "go", .declared, "", at: start)
        detected.add("runtime.packageManager", "go", .convention, "", at: nil)
        detected.vote("custom", 1, "is a Go module", at: start)
        for (index, line) in file.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let place = SourceLocation(file: file, line: index + 1, column: 1)
            let words = line.split(separator: " ").map { $0.trimmed }
            if words.first == "module", words.count > 1,
                let name = words[1].split(separator: "/").last(where: { !Self.isMajorVersion($0) })
            {
                detected.add("name", .string(String(name)), .declared, "module", at: place)
                detected.add("runtime.build", ["go build -o /app/\(name) ."], .guess, "", at: nil)
                detected.add(
                    "runtime.command",
                    [.string("/app/\(name)")],
                    .guess,
                    "where the image puts the program is a guess",
                    at: nil
                )
            }
            if words.first == "go", words.count > 1,
                let version = RuntimeVersion.leading(String(words[1]), parts: 2)
            {
                detected.add("runtime.version", .string(version), .declared, "go", at: place)
            }
            for library in libraries where line.contains(library) {
                detected.vote("custom", 3, "depends on \(library)", at: place)
            }
        }
    }

    private static func isMajorVersion(_ part: Substring) -> Bool {
        part.first == "v" && part.dropFirst().allSatisfy(\.isNumber)
    }
}
