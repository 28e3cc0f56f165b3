package import Diagnostics

/// What was gathered of a project: the texts that may tell something, by their path below the folder.
///
/// A value, so that detection needs no file system.
package struct ProjectFolder: Sendable {
    /// The folder's own name, which names a server when nothing else does.
    package let name: String
    /// Relative paths to texts.
    package private(set) var files: [String: SourceFile] = [:]
    /// Where a file of that name is in this folder, for comments: the relative path.
    private var paths: [String: String] = [:]

    package init(name: String) { self.name = name }

    /// Adds a text; `shown` is the path as messages should write it.
    ///
    /// Of a file with variables only the names are kept: its values are nobody's business here.
    package mutating func add(_ text: String, at path: String, shown: String? = nil) {
        let shown = shown ?? path
        let text = EnvironmentFile.isOne(path) ? EnvironmentFile.namesOnly(text) : text
        files[path] = SourceFile(name: shown, text: text, hidesSecrets: true)
        paths[shown] = path
    }

    package func file(_ path: String) -> SourceFile? { files[path] }

    /// The paths of all files, in order.
    package var sortedPaths: [String] { files.keys.sorted() }

    /// `package.json:12`, as comments in the profile name a place: relative to the folder, and without any
    /// folder for what came from elsewhere.
    package func place(_ location: SourceLocation) -> String {
        let name = location.file.name
        return "\(paths[name] ?? name.split(separator: "/").last.map(String.init) ?? name):\(location.line)"
    }
}
