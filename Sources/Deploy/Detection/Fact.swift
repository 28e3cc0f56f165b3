package import Diagnostics
package import Values

/// Something that was found out about a server: a key of its profile, the value, and where it says so.
package struct Fact: Sendable {
    /// How much a source is worth when two disagree.
    package enum Strength: Int, Sendable, Comparable {
        /// Nothing says it; a sensible value.
        case guess
        /// What such projects usually mean.
        case convention
        /// The project's own files say it.
        case declared
        /// A file that the server is deployed from says it.
        case deployed
        /// The user said it on the command line.
        case asked

        package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    /// The keys that lead to it in the profile: `["server", "port"]`.
    package var path: [String]
    package var value: Value
    package var strength: Strength
    /// What says it, in the source's own words: `scripts.start`, `EXPOSE`.
    package var source: String
    package var location: SourceLocation?
    /// What else the reader should know.
    package var remark: String?
}

/// One reason for a preset.
package struct PresetVote: Sendable {
    package var preset: String
    /// 1: many systems have it; 6: no other system has it.
    package var weight: Int
    /// `depends on @modelcontextprotocol/sdk`.
    package var reason: String
    package var location: SourceLocation?
}
