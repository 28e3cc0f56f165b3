package import Diagnostics

/// The files of the top-level `templates` folder, as they were when the tool was built, with the user's own
/// versions of some of them in front.
package struct TemplateSet: Sendable {
    /// Where the user's versions come from, as the user named the folder, and their texts by path.
    private let overrides: [String: String]
    private let overrideFolder: String

    /// What stands before the path of an embedded file in messages.
    private static let embeddedName = "built-in:"

    /// Whether a message may point into the file: what is wrong with a built-in template is not the user's to mend.
    package static func isEmbedded(_ file: SourceFile) -> Bool { file.name.hasPrefix(embeddedName) }

    package static let embedded = TemplateSet(overrides: [:], from: "")

    private init(overrides: [String: String], from folder: String) {
        self.overrides = overrides
        overrideFolder = folder
    }

    /// Puts the texts of a folder in front of the embedded ones.
    ///
    /// A text that replaces nothing would be ignored silently, so it is refused, unless it is a preset: those are
    /// found by their name.
    package static func embedded(overriddenBy texts: [String: String], from folder: String)
        throws(InvalidInput) -> Self
    {
        let unknown = texts.keys.sorted().filter { embeddedTexts[$0] == nil && !$0.hasPrefix("presets/") }
        guard unknown.isEmpty else {
            throw InvalidInput(
                unknown.map { path in
                    .error(
                        "\(folder)/\(path) replaces no template",
                        hint: nearest(to: path, in: embeddedTexts.keys).map { "did you mean '\($0)'?" }
                            ?? "'mcpctl templates list' shows the paths that can be replaced"
                    )
                }
            )
        }
        return TemplateSet(overrides: texts, from: folder)
    }

    /// Every path, in order.
    package var paths: [String] { Set(Self.embeddedTexts.keys).union(overrides.keys).sorted() }

    package func isOverridden(_ path: String) -> Bool { overrides[path] != nil }

    /// The text at that path under the name to show in messages.
    package func file(_ path: String) -> SourceFile? {
        if let text = overrides[path] { return SourceFile(name: "\(overrideFolder)/\(path)", text: text) }
        return Self.embeddedTexts[path].map { SourceFile(name: Self.embeddedName + path, text: $0) }
    }

    /// The paths directly in a folder: `paths(in: "presets")`.
    package func paths(in folder: String) -> [String] {
        paths.filter { $0.hasPrefix(folder + "/") && !$0.dropFirst(folder.count + 1).contains("/") }
    }
}
