internal import FoundationEssentials
package import Testing

/// Compares `text` with `Snapshots/<name>.txt` beside the tests, or records it when `MCPCTL_RECORD` is set.
package func expectSnapshot(
    _ text: String,
    named name: String,
    file: StaticString = #filePath,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
) throws {
    let folder = String(describing: file).split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let path = "\(folder.joined(separator: "/"))/Snapshots/\(name).txt"
    if ProcessInfo.processInfo.environment["MCPCTL_RECORD"] != nil {
        try Data(text.utf8).write(to: URL(filePath: path))
        return
    }
    let expected = String(decoding: (try? Data(contentsOf: URL(filePath: path))) ?? Data(), as: UTF8.self)
    let difference = text.split(separator: "\n", omittingEmptySubsequences: false)
        .difference(from: expected.split(separator: "\n", omittingEmptySubsequences: false))
    #expect(
        difference.isEmpty,
        "\(name).txt differs; MCPCTL_RECORD=1 swift test records it",
        sourceLocation: sourceLocation
    )
    if !difference.isEmpty {
        Attachment.record(text, named: "\(name).actual.txt", sourceLocation: sourceLocation)
    }
}
