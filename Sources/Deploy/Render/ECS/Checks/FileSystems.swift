internal import Diagnostics
internal import Values

extension ECSCheck {
    /// An EFS file system whose data crosses the network in clear, or that anybody in the network can mount.
    ///
    /// Amazon ECS API Reference, EFSVolumeConfiguration and EFSAuthorizationConfig.
    static let fileSystems = ofTasks("file-system") { task in
        task.volumes.flatMap { volume -> [Diagnostic] in
            guard let file = volume["efsVolumeConfiguration"] else { return [] }
            let title = "\(task.title): volume '\(volume.text("name") ?? "")'"
            let location = file.location ?? task.location
            let isEncrypted = file.text("transitEncryption") == "ENABLED"
            let authorization = file["authorizationConfig"]
            let needsEncryption =
                authorization?["accessPointId"] != nil || authorization?.text("iam") == "ENABLED"
            var findings: [Diagnostic] = []
            if !isEncrypted {
                findings.append(
                    .error(
                        "\(title) is read and written in clear"
                            + (needsEncryption ? ", and ECS refuses that beside an authorizationConfig" : ""),
                        at: location,
                        hint: "transitEncryption: ENABLED"
                    )
                )
            }
            if authorization?.text("iam") != "ENABLED" {
                findings.append(
                    .warning(
                        "\(title) asks nobody who mounts it",
                        at: location,
                        hint:
                            "authorizationConfig: {iam: ENABLED}, and a policy of the file system for the task role"
                    )
                )
            } else if task.value["taskRoleArn"] == nil {
                findings.append(
                    .error("\(title) is mounted with the task role, and there is none", at: location)
                )
            }
            if authorization?["accessPointId"] != nil, !["/", nil].contains(file.text("rootDirectory")) {
                findings.append(
                    .error(
                        "\(title) has both an access point and a rootDirectory",
                        at: location,
                        hint: "rootDirectory: /"
                    )
                )
            }
            return findings
        }
    }
}
