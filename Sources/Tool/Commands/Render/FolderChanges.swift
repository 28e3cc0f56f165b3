internal import Diagnostics
internal import FileSystem
internal import Render

/// What a plan changes in a folder.
struct FolderChanges {
    let changes: [FolderChange]
    /// Files in the way that no render for this server made.
    let foreign: [Diagnostic]
    /// What is found there and left alone, though the user may not want it.
    let warnings: [Diagnostic]

    init(_ plan: RenderPlan, of owners: Set<String>, in folder: FolderName) throws {
        var changes: [FolderChange] = []
        var foreign: [String: [String]] = [:]
        let found = try Self.found(of: plan, in: folder)
        let listed = ListedFiles(plan, of: owners, in: folder, old: found).paths
        for file in plan.files {
            let path = folder.appending(file.path)
            let old = found[path]
            var change = FolderChange(path: path, old: old, new: Array(file.text.utf8))
            change.isForEverybody = file.isMounted
            changes.append(change)
            if change.kind == .update, !listed.contains(path), let old,
                let hand = FileOrigin(of: old).hand(besides: owners)
            {
                foreign[hand, default: []].append(path)
            }
        }
        changes += try Self.leftOver(by: plan, of: owners, in: folder, listed: listed)
        let dropped = try DroppedServers(plan, of: owners, in: folder)
        for path in dropped.files {
            changes.append(FolderChange(path: path, old: try Files.read(path), new: nil))
        }
        self.changes = changes
        warnings = dropped.doubtful
        self.foreign = foreign.sorted { $0.key < $1.key }.map { hand, paths in
            .error(
                "\(paths.joined(separator: ", ")) \(paths.count == 1 ? "was" : "were") written \(hand), and would be lost",
                hint: "choose another folder with -o; --force overwrites what is there"
            )
        }
    }

    /// What is there now of the plan's files, by path.
    private static func found(of plan: RenderPlan, in folder: FolderName) throws -> [String: [UInt8]] {
        var found: [String: [UInt8]] = [:]
        for path in plan.files.map({ folder.appending($0.path) }) where Files.exists(path) {
            guard Files.isFile(path) else {
                throw InvalidInput(
                    .error(
                        "\(path) is there, and is no file",
                        hint: "move it away, or choose another folder with -o"
                    )
                )
            }
            found[path] = try Files.read(path)
        }
        return found
    }

    /// Files that an earlier render made and this one does not, in the folders that it writes to.
    ///
    /// A file of the user's own stays, and so does another server's.
    private static func leftOver(
        by plan: RenderPlan,
        of owners: Set<String>,
        in folder: FolderName,
        listed: Set<String>
    ) throws -> [FolderChange] {
        let written = Set(plan.files.map { folder.appending($0.path) })
        let folders = Set(written.compactMap(Files.parent(of:)) + plan.folders.map(folder.appending))
        var changes: [FolderChange] = []
        for path in listed.subtracting(written).sorted() where Files.isFile(path) {
            changes.append(FolderChange(path: path, old: try Files.read(path), new: nil))
        }
        for folder in folders.sorted() where Files.isFolder(folder) {
            for name in try Files.names(in: folder) {
                let path = FolderName(folder).appending(name)
                guard !written.contains(path), !listed.contains(path), Files.isFile(path),
                    isRenderedKind(name),
                    // What is larger is not ours, and neither is what cannot be read.
                    let bytes = try? Files.read(path, limit: 4 << 20),
                    case .server(let owner) = FileOrigin(of: bytes), owners.contains(owner)
                else { continue }
                changes.append(FolderChange(path: path, old: bytes, new: nil))
            }
        }
        return changes
    }

    /// Whether a render might have made a file of that name.
    private static func isRenderedKind(_ name: String) -> Bool {
        [".yaml", ".json", ".conf", "Dockerfile", ".dockerignore"].contains(where: name.hasSuffix)
    }
}
