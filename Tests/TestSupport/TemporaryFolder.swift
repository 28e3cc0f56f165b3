package import FoundationEssentials

/// A folder of its own for one test; it goes away with the value.
package final class TemporaryFolder: Sendable {
    package let path: String

    package init() throws {
        path = FileManager.default.temporaryDirectory.path + "/mcpctl-test-\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    package func write(_ text: String, to name: String) throws { try write(Data(text.utf8), to: name) }

    package func write(_ data: Data, to name: String) throws {
        let parent = "\(path)/\(name)".split(separator: "/", omittingEmptySubsequences: false).dropLast()
        try FileManager.default.createDirectory(
            atPath: parent.joined(separator: "/"),
            withIntermediateDirectories: true
        )
        try data.write(to: URL(filePath: "\(path)/\(name)"))
    }

    /// The text of a file; `nil` when it is not there.
    package func text(of name: String) -> String? {
        FileManager.default.contents(atPath: "\(path)/\(name)").map { String(decoding: $0, as: UTF8.self) }
    }

    /// Every path below the folder, sorted.
    package var paths: [String] {
        ((try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []).sorted()
    }
}
