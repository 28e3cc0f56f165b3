internal import Diagnostics
internal import Values

extension ComposeCheck {
    /// Mounts that hand the host over.
    static let sensitiveMounts = ComposeCheck.ofEachService("sensitive-mount") { service in
        service.mounts.filter { $0.kind == "bind" }.compactMap { mount in
            let source = mount.source
            if source.hasSuffix("docker.sock") || source.hasSuffix("containerd.sock")
                || source.hasSuffix("podman.sock")
            {
                return .error(
                    "\(service.title) mounts \(source): whoever is in it owns the host",
                    at: mount.location ?? service.location,
                    hint: "remove the mount"
                )
            }
            let folders = ["/", "/etc", "/proc", "/sys", "/dev", "/root", "/var/run", "/run", "/boot"]
            let path = source.count > 1 && source.hasSuffix("/") ? String(source.dropLast()) : source
            guard folders.contains(path) else { return nil }
            return .error(
                "\(service.title) mounts \(source) of the host",
                at: mount.location ?? service.location,
                hint: "mount the one file or folder that it needs"
            )
        }
    }
}
