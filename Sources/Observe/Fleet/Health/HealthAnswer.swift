internal import Diagnostics
package import Values

/// What a server answered to the question how it is: over HTTP, or as the result of a tool.
package struct HealthAnswer: Sendable {
    /// The HTTP status; nothing for a tool.
    package var status: Int?
    /// Type and subtype in lowercase, as `application/json`.
    package var mediaType: String
    /// Without blanks around it.
    package var text: String
    /// The text as JSON, where it is that.
    package var tree: Value?

    /// Bytes of a body that are looked at as text or JSON.
    private static let limits = JSONLimits(maximumBytes: 1 << 20, maximumDepth: 32)

    package init(status: Int?, contentType: String?, body: [UInt8]) {
        self.status = status
        mediaType = (contentType ?? "").lowercased().prefix { $0 != ";" }.trimmed.description
        let whole = String(decoding: body.prefix(Self.limits.maximumBytes), as: UTF8.self)
        text = String(whole.trimmed)
        guard let first = text.utf8.first, "{[\"tfn".utf8.contains(first) else { return }
        tree = try? JSON.value(in: SourceFile(name: "health", text: text), limits: Self.limits)
    }

    /// The result of a tool: its structured content, or its text.
    package init(text: String, structured: Value?) {
        self.init(status: nil, contentType: nil, body: Array(text.utf8))
        if let structured { tree = structured }
    }

    /// Whether it is a page for people.
    package var isPage: Bool {
        guard tree == nil else { return false }
        if mediaType == "text/html" || mediaType == "application/xhtml+xml" { return true }
        let start = text.prefix(64).lowercased()
        return start.hasPrefix("<!doctype") || start.hasPrefix("<html") || start.hasPrefix("<?xml")
    }
}
