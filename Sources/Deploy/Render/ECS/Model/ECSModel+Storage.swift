internal import Diagnostics
internal import Profile
internal import Values

extension ECSModel {
    /// Volumes that end with the task, `/tmp` among them: Fargate has no tmpfs, and the root is read-only.
    var scratchVolumes: [(name: String, path: String)] {
        var volumes = profile.volumes.filter { $0.element.kind == .scratch }.map {
            ($0.name, $0.element.path)
        }
        if !profile.volumes.contains(where: { $0.element.path == "/tmp" }) {
            volumes.append((ownVolumeName("tmp"), "/tmp"))
        }
        return volumes
    }

    var persistentVolumes: [Named<Volume>.Entry] { profile.volumes.filter { $0.element.kind == .persistent } }

    var allVolumePaths: [String] {
        scratchVolumes.map(\.path) + persistentVolumes.map(\.element.path)
    }

    /// The name of a volume that the profile does not know.
    func ownVolumeName(_ name: String) -> String {
        profile.volumes[name] == nil ? name : ownVolumeName("mcpctl-\(name)")
    }

    /// The task's volumes: ephemeral ones, and EFS file systems.
    func volumes(_ preparation: Preparation?) throws(InvalidInput) -> [Value] {
        var volumes = scratchVolumes.map(\.name) + (preparation?.folders.map(\.volume) ?? [])
        volumes.sort()
        var missing: [Diagnostic] = []
        let persistent: [Value] = persistentVolumes.compactMap { entry in
            guard let fileSystem = options.fileSystems[entry.name] else {
                missing.append(
                    .error(
                        "ecs.fileSystems does not say where the persistent volume '\(entry.name)' is kept",
                        at: resolved.location("volumes.\(entry.name)"),
                        hint: "ecs: {fileSystems: {\(entry.name): {fileSystemId: fs-…, accessPoint: fsap-…}}}"
                    )
                )
                return nil
            }
            return [
                "name": .string(entry.name), "fileSystem": .string(fileSystem.fileSystemID),
                "accessPoint": fileSystem.accessPoint.map(Value.string) ?? .null,
                "rootDirectory": .string(fileSystem.rootDirectory ?? "/"),
            ]
        }
        missing += options.fileSystems.filter { profile.volumes[$0.name]?.kind != .persistent }.map { entry in
            .error(
                "ecs.fileSystems.\(entry.name) would be ignored: there is no persistent volume '\(entry.name)'",
                at: resolved.location("ecs.fileSystems.\(entry.name)"),
                hint: nearest(to: entry.name, in: persistentVolumes.map(\.name)).map {
                    "did you mean '\($0)'?"
                }
            )
        }
        guard missing.isEmpty else { throw InvalidInput(missing) }
        return volumes.map { ["name": .string($0), "fileSystem": .null] } + persistent
    }

    /// Where the server sees them, outer folders first.
    func mounts(_ preparation: Preparation?) -> [Value] {
        var mounts = scratchVolumes.map { (path: $0.path, volume: $0.name, isReadOnly: false) }
        mounts += persistentVolumes.map { (path: $0.element.path, volume: $0.name, isReadOnly: false) }
        mounts += (preparation?.folders ?? []).map { (path: $0.path, volume: $0.volume, isReadOnly: true) }
        return mounts.sorted { $0.path < $1.path }.map {
            ["volume": .string($0.volume), "path": .string($0.path), "readOnly": .bool($0.isReadOnly)]
        }
    }

    /// What is different about state on ECS: every task of a service has the same file system.
    var storageWarnings: [Diagnostic] {
        guard profile.scaling.most > 1 else { return [] }
        return persistentVolumes.filter { !$0.element.shared }.map { entry in
            .warning(
                "on ECS all \(profile.scaling.most) tasks write to the one file system of volume '\(entry.name)'",
                at: resolved.location("volumes.\(entry.name)"),
                hint: "run one task (scaling: 1); shared: true says that the server is made for it"
            )
        }
    }
}
