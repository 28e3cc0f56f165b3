internal import Diagnostics
internal import FileSystem
internal import Render
internal import Values
internal import YAML

/// What a plan changes in a folder.
struct FolderChanges {
    let changes: [FolderChange]

    init(_ plan: RenderPlan, in folder: FolderName) throws {
        var changes: [FolderChange] = []
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
            changes.append(FolderChange(path: path, old: old, new: Array(file.text.utf8)))
        }
        let written = Set(plan.files.map(\.path))
        for name in Files.isFolder(folder.path) ? try Files.names(in: folder.path) : []
        where name.hasSuffix(".yaml") && !written.contains(name) {
            let path = folder.appending(name)
            guard Files.isFile(path) else { continue }
            let bytes = try Files.read(path)
            // Only what an earlier render made: a file of the user's own stays, and so does another server's.
            guard Self.server(of: bytes).map({ plan.servers.contains($0) }) == true else { continue }
            changes.append(FolderChange(path: path, old: bytes, new: nil))
        }
        self.changes = changes
    }

    /// The server that an earlier render made the file for; `nil` for any other file.
    private static func server(of bytes: [UInt8]) -> String? {
        guard let text = String(validating: bytes, as: UTF8.self),
            let documents = try? YAML.documents(in: SourceFile(name: "", text: text)),
            let server = documents.first?.server, documents.allSatisfy({ $0.server == server })
        else { return nil }
        return server
    }
}

extension RenderPlan {
    /// The servers whose objects the plan holds, by the label that each object has.
    fileprivate var servers: Set<String> {
        Set(
            files.flatMap { file in
                ((try? YAML.documents(in: SourceFile(name: file.path, text: file.text))) ?? [])
                    .compactMap(\.server)
            }
        )
    }
}

extension Value {
    /// The server an object was rendered for, if we rendered it.
    fileprivate var server: String? {
        let labels = self["metadata"]?["labels"]
        guard labels?["app.kubernetes.io/managed-by"]?.string == "mcpctl" else { return nil }
        return labels?["app.kubernetes.io/name"]?.string
    }
}
