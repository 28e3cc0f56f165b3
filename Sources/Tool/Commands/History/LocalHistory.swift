internal import Diagnostics
internal import FileSystem
internal import SampleStore

/// The samples that were kept on this machine.
enum LocalHistory {
    /// What the folder has, read beside whoever records there.
    static func look(into folder: String) throws -> (store: SampleStore, contents: LogContents) {
        guard Files.isFolder(folder) else {
            throw InvalidInput(
                .error(
                    "there is no history in '\(folder)'",
                    hint: "'mcpctl history import' makes one; --from reads metrics on the spot"
                )
            )
        }
        return try SampleStore.look(into: folder)
    }
}
