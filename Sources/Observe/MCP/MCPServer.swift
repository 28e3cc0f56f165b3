package import Values

/// Who answered, and what it speaks.
package struct MCPServer: Sendable, Equatable {
    package var era: MCPEra
    /// The revision that is spoken: a date, `2026-07-28`.
    package var protocolVersion: String
    /// The revisions it says it speaks, where it says so.
    package var supportedVersions: [String] = []
    /// Words of the server's; nothing where it does not introduce itself.
    package var name: String?
    package var version: String?
    package var title: String?
    package var capabilities = Object()
    package var instructions: String?

    package init(era: MCPEra, protocolVersion: String) {
        (self.era, self.protocolVersion) = (era, protocolVersion)
    }

    package var hasTools: Bool { capabilities["tools"] != nil }
}

/// The two shapes of the protocol ("Versioning and Compatibility", revision 2026-07-28).
package enum MCPEra: String, Sendable, CaseIterable {
    /// Every request says everything by itself: 2026-07-28 and later.
    case modern
    /// `initialize` first, then a session: 2024-11-05 through 2025-11-25.
    case legacy
}

/// The revisions that are spoken here.
package enum MCPRevision {
    package static let modern = ["2026-07-28"]
    /// The newest first: the order in which they are offered.
    package static let legacy = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"]
}
