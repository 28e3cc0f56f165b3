internal import Diagnostics
internal import Profile
internal import Values

extension ManifestCheck {
    /// Mounts without a volume, volumes without a mount, and two things in one place.
    static let volumeMounts = ManifestCheck(id: "volume-mount") { set in
        set.pods.flatMap { pod -> [Diagnostic] in
            let claims = (pod.owner["spec"]?.list("volumeClaimTemplates") ?? []).compactMap {
                $0.at("metadata", "name")?.string
            }
            let names = pod.volumes.compactMap { $0.text("name") } + claims
            return volumes(of: pod) + pod.containers.flatMap { mounts(of: $0, volumes: names) }
                + unused(in: pod)
        }
    }

    private static func volumes(of pod: PodTemplate) -> [Diagnostic] {
        var seen: Set<String> = []
        return pod.volumes.flatMap { volume -> [Diagnostic] in
            guard let name = volume["name"], let text = name.string, text.isDNSLabel else {
                return [
                    .error(
                        "\(pod.title): a volume's name must be a DNS label (lowercase letters, digits and '-')",
                        at: volume["name"]?.location ?? volume.location
                    )
                ]
            }
            var findings: [Diagnostic] = []
            if !seen.insert(text).inserted {
                findings.append(.error("\(pod.title): two volumes are called '\(text)'", at: name.location))
            }
            let sources = (volume.object?.keys ?? []).filter { $0 != "name" }
            if sources.count > 1 {
                findings.append(
                    .error(
                        "\(pod.title): volume '\(text)' has \(sources.count) sources: \(sources.joined(separator: ", "))",
                        at: volume.location,
                        hint: "keep one of them"
                    )
                )
            } else if sources.isEmpty {
                findings.append(
                    .error(
                        "\(pod.title): volume '\(text)' has no source",
                        at: volume.location,
                        hint: "write emptyDir: {sizeLimit: 64Mi}, or what it should hold"
                    )
                )
            }
            return findings
        }
    }

    private static func mounts(of container: Container, volumes: [String]) -> [Diagnostic] {
        var paths: Set<String> = []
        return container.mounts.flatMap { mount -> [Diagnostic] in
            var findings: [Diagnostic] = []
            let name = mount.text("name") ?? ""
            if !volumes.contains(name) {
                findings.append(
                    .error(
                        "\(container.title): mounts the volume '\(name)', which the pod does not have",
                        at: mount["name"]?.location ?? mount.location,
                        hint: nearest(to: name, in: volumes).map { "did you mean '\($0)'?" }
                            ?? "add it to the pod's volumes"
                    )
                )
            }
            guard let value = mount["mountPath"], let path = value.string, !path.isEmpty else {
                return findings + [
                    .error("\(container.title): the mount of '\(name)' has no mountPath", at: mount.location)
                ]
            }
            if !path.hasPrefix("/") || path.contains(":") {
                findings.append(
                    .error(
                        "\(container.title): mountPath must be an absolute path without ':'",
                        at: value.location
                    )
                )
            }
            let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
            if !paths.insert(trimmed).inserted {
                findings.append(.error("\(container.title): two mounts go to \(trimmed)", at: value.location))
            }
            return findings
        }
    }

    private static func unused(in pod: PodTemplate) -> [Diagnostic] {
        let mounted = pod.containers.flatMap { container in
            (container.mounts + container.value.list("volumeDevices")).compactMap { $0.text("name") }
        }
        return pod.volumes.compactMap { volume in
            guard let name = volume.text("name"), !mounted.contains(name) else { return nil }
            return .warning(
                "\(pod.title): no container mounts the volume '\(name)'",
                at: volume["name"]?.location,
                hint: "mount it, or remove it"
            )
        }
    }
}
