internal import Diagnostics
internal import Values

extension ECSCheck {
    /// What Fargate does not have.
    ///
    /// Amazon ECS Developer Guide, "Amazon ECS task definition differences for Fargate".
    static let fargateMode = ofTasks("fargate-mode") { task in
        guard task.isFargate else { return [] }
        var findings: [Diagnostic] = []
        func refuse(_ what: String, at location: SourceLocation?, hint: String? = nil) {
            findings.append(.error("\(what) on Fargate", at: location ?? task.location, hint: hint))
        }
        if let mode = task.value["networkMode"]?.string
            ?? (task.value["networkMode"] == nil ? "bridge" : nil),
            mode != "awsvpc"
        {
            refuse("\(task.title): networkMode must be awsvpc", at: task.value["networkMode"]?.location)
        }
        if task.value.text("pidMode") == "host" { refuse("\(task.title): pidMode cannot be host", at: nil) }
        if task.value["ipcMode"] != nil { refuse("\(task.title): there is no ipcMode", at: nil) }
        if task.value["placementConstraints"]?.array?.isEmpty == false {
            refuse("\(task.title): there are no placementConstraints", at: nil)
        }
        for volume in task.volumes {
            let name = volume.text("name") ?? ""
            if volume.at("host", "sourcePath") != nil {
                refuse("\(task.title): volume '\(name)' cannot be a folder of the host", at: volume.location)
            }
            if volume["dockerVolumeConfiguration"] != nil {
                refuse(
                    "\(task.title): volume '\(name)' cannot be a Docker volume",
                    at: volume.location,
                    hint: "a volume with nothing but a name is ephemeral; efsVolumeConfiguration keeps it"
                )
            }
        }
        for container in task.containers {
            for key in ["devices", "sharedMemorySize", "tmpfs", "maxSwap", "swappiness"]
            where container.value.at("linuxParameters", key) != nil {
                refuse(
                    "\(container.title): there is no linuxParameters.\(key)",
                    at: container.location,
                    hint: key == "tmpfs" ? "mount an ephemeral volume at the path" : nil
                )
            }
            for key in [
                "links", "extraHosts", "dnsServers", "dnsSearchDomains", "hostname", "dockerSecurityOptions",
            ]
            where container.value[key]?.array?.isEmpty == false || container.value.text(key) != nil {
                refuse("\(container.title): there is no \(key)", at: container.location(of: key))
            }
            for limit in container.value.list("ulimits") where limit.text("name") != "nofile" {
                refuse("\(container.title): only the ulimit nofile can be set", at: limit.location)
            }
        }
        return findings
    }
}
