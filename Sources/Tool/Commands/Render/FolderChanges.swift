internal import FileSystem
internal import Render
internal import YAML
internal import Diagnostics
internal import Values

/// What a plan changes in a folder.
struct FolderChanges {
    let changes: [FolderChange]

    init(_ plan: RenderPlan, in folder: String) throws {
        var changes: [FolderChange] = []
        for file in plan.files {
            let path = "\(folder)/\(file.path)"
            let old = Files.exists(path) ? String(decoding: try Files.read(path), as: UTF8.self) : nil
            changes.append(FolderChange(path: path, old: old, new: file.text))
        }
        let written = Set(plan.files.map(\.path))
        for name in Files.isFolder(folder) ? try Files.names(in: folder) : []
        where name.hasSuffix(".yaml") && !written.contains(name) {
            let path = "\(folder)/\(name)"
            let text = String(decoding: try Files.read(path), as: UTF8.self)
            // Only what an earlier render made: a file of the user's own stays.
            guard Self.isOurs(SourceFile(name: path, text: text)) else { continue }
            changes.append(FolderChange(path: path, old: text, new: nil))
        }
        self.changes = changes
    }

    private static func isOurs(_ file: SourceFile) -> Bool {
        guard let documents = try? YAML.documents(in: file), !documents.isEmpty else { return false }
        return documents.allSatisfy {
            $0["metadata"]?["labels"]?["app.kubernetes.io/managed-by"]?.string == "mcpctl"
        }
    }
}

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
    let old: String?
    let new: String?

    var kind: Kind {
        switch (old, new) {
        case (nil, _): .create
        case (_, nil): .remove
        case (let old?, let new?): old.utf8.elementsEqual(new.utf8) ? .same : .update
        }
    }

    /// Writes and removes everything, or nothing.
    static func apply(_ changes: [FolderChange]) throws {
        var batch = FileBatch()
        for change in changes where change.kind == .create || change.kind == .update {
            try batch.stage((change.new ?? "").utf8, to: change.path)
        }
        try batch.commit()
        // A left-over file does no harm to the new ones, so it goes last.
        for change in changes where change.kind == .remove { try Files.remove(change.path) }
    }

    /// The change as a unified diff with three lines of context; empty when there is none.
    var difference: String {
        guard kind != .same else { return "" }
        return UnifiedDiff(old: old ?? "", new: new ?? "").text(
            oldName: old == nil ? "/dev/null" : path,
            newName: new == nil ? "/dev/null" : path
        )
    }
}
