package import Diagnostics
package import Values
internal import YAML

/// Everything a render would write, as a value: writing, comparing and showing it are the caller's business.
package struct RenderPlan: Sendable {
    /// In the order they are shown and written.
    package var files: [RenderedFile] = []
    /// Folders that are this render's business though it writes nothing to them now.
    package var folders: Set<String> = []
    /// What is doubtful about them; errors are thrown instead.
    package var warnings: [Diagnostic] = []

    package init() {}

    /// What is printed when no folder is named: every file that stands for itself.
    package var stream: String {
        files.filter { !$0.isCompanion }.map(\.text).joined()
    }

    /// The same files in a folder of the output folder.
    package func inFolder(_ folder: String) -> RenderPlan {
        var plan = self
        plan.files = files.map {
            RenderedFile(
                path: "\(folder)/\($0.path)",
                text: $0.text,
                isCompanion: $0.isCompanion,
                isMounted: $0.isMounted
            )
        }
        plan.folders = Set(folders.map { "\(folder)/\($0)" })
        return plan
    }

    /// Adds another plan's files, and what it says that was not said yet.
    package mutating func add(_ other: RenderPlan) {
        files += other.files
        folders.formUnion(other.folders)
        warnings += other.warnings.filter { !warnings.contains($0) }
    }
}

/// One file of a plan.
package struct RenderedFile: Sendable, Hashable {
    /// Relative to the output folder.
    package let path: String
    package let text: String
    /// Whether the file only makes sense beside the others: a kustomization, say.
    package let isCompanion: Bool
    /// Whether a container mounts the file as it is: its user, somebody else on this machine, must be able to read it.
    package let isMounted: Bool

    package init(path: String, text: String, isCompanion: Bool = false, isMounted: Bool = false) {
        self.path = path
        self.text = text
        self.isCompanion = isCompanion
        self.isMounted = isMounted
    }

    package init(path: String, documents: [Value], isCompanion: Bool = false) {
        self.init(path: path, text: YAML.text(of: documents), isCompanion: isCompanion)
    }

    /// What a rendered file says of itself, so that a later render knows it for its own.
    ///
    /// Kubernetes objects say it by their labels, every other file somewhere in its text: a comment, a tag, a
    /// description.
    package static func mark(for server: String) -> String { "\(markStart)\(server)" }
    package static let markStart = "Rendered by mcpctl for "
}
