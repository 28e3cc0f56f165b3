internal import Diagnostics
internal import FileSystem
internal import Render

/// What a plan changes in a folder.
struct FolderChanges {
    let changes: [FolderChange]
    /// Files in the way that no render for this server made.
    let foreign: [Diagnostic]

    init(_ plan: RenderPlan, of server: String, in folder: FolderName) throws {
        var changes: [FolderChange] = []
        var foreign: [String: [String]] = [:]
        for file in plan.files {
            let path = folder.appending(file.path)
            guard !Files.exists(path) || Files.isFile(path) else {
                throw InvalidInput(
                    .error(
                        "\(path) is there, and is no file",
                        hint: "move it away, or choose another folder with -o"
                    )
                )
            }
            let old = Files.exists(path) ? try Files.read(path) : nil
            let change = FolderChange(path: path, old: old, new: Array(file.text.utf8))
            changes.append(change)
            if change.kind == .update, let old, let hand = FileOrigin(of: old).hand(besides: server) {
                foreign[hand, default: []].append(path)
            }
        }
        let written = Set(plan.files.map(\.path))
        for name in Files.isFolder(folder.path) ? try Files.names(in: folder.path) : []
        where name.hasSuffix(".yaml") && !written.contains(name) {
            let path = folder.appending(name)
            guard Files.isFile(path) else { continue }
            let bytes = try Files.read(path)
            // Only what an earlier render made: a file of the user's own stays, and so does another server's.
            guard FileOrigin(of: bytes) == .server(server) else { continue }
            changes.append(FolderChange(path: path, old: bytes, new: nil))
        }
        self.changes = changes
        self.foreign = foreign.sorted { $0.key < $1.key }.map { hand, paths in
            .error(
                "\(paths.joined(separator: ", ")) \(paths.count == 1 ? "was" : "were") written \(hand), and would be lost",
                hint: "choose another folder with -o; --force overwrites what is there"
            )
        }
    }
}
