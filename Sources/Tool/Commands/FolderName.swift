internal import Arguments

/// A folder to write to.
///
/// Never the empty text: a shell variable that is not set must not mean the root of the file system.
struct FolderName: ArgumentValue {
    let path: String

    static var expectation: String { "the name of a folder" }
    var argumentText: String? { path }

    init(_ path: String) { self.path = path }

    init?(argument: String) {
        guard !argument.isEmpty else { return nil }
        path = argument
    }

    /// A path below the folder.
    func appending(_ name: String) -> String { path.hasSuffix("/") ? path + name : "\(path)/\(name)" }
}
