internal import Diagnostics
internal import Values

extension ComposeCheck {
    /// A container that is not apart from its host.
    static let hostNamespaces = ComposeCheck.ofEachService("host-namespace") { service in
        ["network_mode", "pid", "ipc", "uts", "userns_mode", "cgroup"].compactMap { key in
            guard service.value.text(key) == "host" else { return nil }
            return .error(
                "\(service.title) shares the host's \(key == "network_mode" ? "network" : key)",
                at: service.place(key),
                hint: "remove \(key)"
            )
        }
    }
}
