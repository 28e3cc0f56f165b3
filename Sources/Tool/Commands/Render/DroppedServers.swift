internal import Diagnostics
internal import FileSystem
internal import Render
internal import Values
internal import YAML

/// What is left in the folders of servers that the profile listed once, and no longer lists.
struct DroppedServers {
    /// Files that go: a list of an earlier render of these servers names the folder they are in.
    private(set) var files: [String] = []
    /// Folders that look the same, and that nothing ties to this profile: another one may be rendered into them.
    private(set) var doubtful: [Diagnostic] = []

    init(_ plan: RenderPlan, of owners: Set<String>, in folder: FolderName) throws {
        let written = plan.files.map { folder.appending($0.path) }
        for parent in Self.parents(of: plan, owners, in: folder) where Files.isFolder(parent) {
            let listed = Self.listed(in: parent)
            for name in try Files.names(in: parent) where !owners.contains(name) {
                let path = FolderName(parent).appending(name)
                guard Files.isFolder(path), !Files.isLink(path),
                    !written.contains(where: { $0.hasPrefix(path + "/") })
                else { continue }
                let rendered = try Self.rendered(for: name, in: path)
                guard !rendered.isEmpty else { continue }
                if listed.contains(name) {
                    files += rendered
                } else {
                    doubtful.append(
                        .warning(
                            "\(path) was rendered for a server '\(name)', which is not in the profile",
                            hint: "remove the folder, unless another profile is rendered into it"
                        )
                    )
                }
            }
        }
    }

    /// The folders in which the plan gives each server a folder of its name.
    private static func parents(of plan: RenderPlan, _ owners: Set<String>, in folder: FolderName) -> [String]
    {
        let parents = plan.files.compactMap { file -> String? in
            guard let own = Files.parent(of: file.path),
                owners.contains(String(own.split(separator: "/").last ?? ""))
            else { return nil }
            return Files.parent(of: own).map(folder.appending) ?? folder.path
        }
        return Set(parents).sorted()
    }

    /// The folders that a rendered kustomization lists, as it is now.
    private static func listed(in parent: String) -> Set<String> {
        let path = FolderName(parent).appending("kustomization.yaml")
        guard Files.isFile(path), let bytes = try? Files.read(path, limit: 4 << 20),
            FileOrigin(of: bytes) == .kustomization,
            let document = try? YAML.document(
                in: SourceFile(name: path, text: String(decoding: bytes, as: UTF8.self))
            )
        else { return [] }
        return Set((document["resources"]?.array ?? []).compactMap(\.string))
    }

    /// The files of a folder that a render for that server made; none when all of them are somebody's own.
    private static func rendered(for server: String, in folder: String) throws -> [String] {
        var own: [String] = []
        var lists: [String] = []
        for name in try Files.names(in: folder) {
            let path = FolderName(folder).appending(name)
            guard Files.isFile(path), let bytes = try? Files.read(path, limit: 4 << 20) else { continue }
            switch FileOrigin(of: bytes) {
            case .server(server): own.append(path)
            case .kustomization: lists.append(path)
            case .server, .unknown: break
            }
        }
        return own.isEmpty ? [] : own + lists
    }
}
