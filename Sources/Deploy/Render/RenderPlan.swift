package import Diagnostics
package import Values
internal import YAML

/// Everything a render would write, as a value: writing, comparing and showing it are the caller's business.
package struct RenderPlan: Sendable {
    /// In the order they are shown and written.
    package var files: [RenderedFile] = []
    /// What is doubtful about them; errors are thrown instead.
    package var warnings: [Diagnostic] = []

    package init() {}

    /// All YAML documents of the plan as one stream, for `kubectl apply -f -`.
    package var stream: String {
        files.filter { !$0.isCompanion }.map(\.text).joined()
    }
}

/// One file of a plan.
package struct RenderedFile: Sendable, Hashable {
    /// Relative to the output folder.
    package let path: String
    package let text: String
    /// Whether the file only makes sense beside the others: a kustomization, say.
    package let isCompanion: Bool

    package init(path: String, text: String, isCompanion: Bool = false) {
        self.path = path
        self.text = text
        self.isCompanion = isCompanion
    }

    package init(path: String, documents: [Value], isCompanion: Bool = false) {
        self.init(path: path, text: YAML.text(of: documents), isCompanion: isCompanion)
    }
}
