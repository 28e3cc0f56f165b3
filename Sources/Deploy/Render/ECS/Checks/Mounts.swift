internal import Diagnostics
internal import Values

extension ECSCheck {
    /// Mounts of volumes that are not there, and volumes that nobody mounts.
    static let mounts = ofTasks("mount") { task in
        let volumes = task.volumes.compactMap { $0.text("name") }
        var findings: [Diagnostic] = []
        for container in task.containers {
            for mount in container.mounts {
                guard let volume = mount.text("sourceVolume") else { continue }
                if !volumes.contains(volume) {
                    findings.append(
                        .error(
                            "\(container.title) mounts '\(volume)', which is no volume of the task",
                            at: mount.location ?? container.location,
                            hint: nearest(to: volume, in: volumes).map { "did you mean '\($0)'?" }
                        )
                    )
                }
                if mount.text("containerPath")?.hasPrefix("/") == false {
                    findings.append(
                        .error(
                            "\(container.title) mounts '\(volume)' at no absolute path",
                            at: mount.location
                        )
                    )
                }
            }
        }
        let used = Set(task.containers.flatMap(\.mounts).compactMap { $0.text("sourceVolume") })
        findings += task.volumes.filter { !used.contains($0.text("name") ?? "") }.map { volume in
            .warning(
                "\(task.title): nobody mounts the volume '\(volume.text("name") ?? "")'",
                at: volume.location ?? task.location
            )
        }
        return findings
    }
}
