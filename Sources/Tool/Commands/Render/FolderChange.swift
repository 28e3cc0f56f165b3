internal import Diagnostics
internal import FileSystem

/// One file that a plan writes, keeps or removes.
struct FolderChange {
    enum Kind {
        case create, update, same, remove

        /// All of one width, so that the paths line up.
        var word: String {
            switch self {
            case .create: "create   "
            case .update: "update   "
            case .same: "unchanged"
            case .remove: "remove   "
            }
        }
    }

    let path: String
    let old: [UInt8]?
    let new: [UInt8]?
    /// Whether everybody may read the file, whatever the umask says.
    var isForEverybody = false

    let kind: Kind

    init(path: String, old: [UInt8]?, new: [UInt8]?) {
        self.path = path
        self.old = old
        self.new = new
        kind =
            switch (old, new) {
            case (nil, _): .create
            case (_, nil): .remove
            case (let old?, let new?): old.isIdentical(to: new) ? .same : .update
            }
    }

    /// Writes and removes everything, or nothing.
    static func apply(_ changes: [FolderChange]) throws {
        var batch = FileBatch()
        for change in changes {
            switch change.kind {
            case .create, .update:
                try batch.stage(change.new ?? [], to: change.path, isForEverybody: change.isForEverybody)
            case .remove: batch.stageRemoval(of: change.path)
            case .same: break
            }
        }
        try batch.commit()
    }

    /// The change as a unified diff with three lines of context; empty when there is none.
    var difference: [UInt8] {
        guard kind != .same else { return [] }
        let isYAML = [".yaml", ".yml", ".json"].contains(where: path.hasSuffix)
        return UnifiedDiff(old: old ?? [], new: new ?? [], isYAML: isYAML).bytes(
            oldName: old == nil ? "/dev/null" : path,
            newName: new == nil ? "/dev/null" : path
        )
    }
}
