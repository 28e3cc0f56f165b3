internal import Diagnostics
internal import Values

extension ManifestCheck {
    /// Containers that the restricted Pod Security Standard does not admit, or nearly not.
    static let containerSecurity = ManifestCheck(id: "container-security") { set in
        set.pods.flatMap { pod in
            pod.containers.filter { $0.value.object != nil }.flatMap { container -> [Diagnostic] in
                let context = SecurityContext(container, in: pod)
                let settings = [
                    context.user(), context.privileges(), context.capabilities(), context.files(),
                ]
                return settings.flatMap(\.self) + hostPorts(of: container)
            }
        }
    }

    private static func hostPorts(of container: Container) -> [Diagnostic] {
        container.ports.compactMap { port in
            guard let value = port["hostPort"], value.int ?? 0 != 0 else { return nil }
            return .error(
                "\(container.title): hostPort opens a port of the node",
                at: value.location,
                hint: "remove it, and reach the pod through a Service"
            )
        }
    }
}

/// What holds for a container: its own settings before those of its pod.
private struct SecurityContext {
    private let container: Container
    private let own: Value?
    private let pod: Value?

    init(_ container: Container, in pod: PodTemplate) {
        self.container = container
        own = container.value["securityContext"]
        self.pod = pod.spec["securityContext"]
    }

    private func value(_ key: String) -> Value? { own?[key] ?? pod?[key] }
    private var place: SourceLocation? { own?.location ?? container.location }

    func user() -> [Diagnostic] {
        var findings: [Diagnostic] = []
        let nonRoot = value("runAsNonRoot")
        if nonRoot?.bool != true {
            findings.append(
                .error(
                    "\(container.title) may run as root",
                    at: nonRoot?.location ?? place,
                    hint: "write runAsNonRoot: true"
                )
            )
        }
        let user = value("runAsUser")
        let hint = "write runAsUser: 10001, and the same number as USER in the image"
        switch user?.int {
        case nil:
            findings.append(
                .warning(
                    "\(container.title): the image decides which user it runs as",
                    at: user?.location ?? place,
                    hint: hint
                )
            )
        case 0?: findings.append(.error("\(container.title) runs as root", at: user?.location, hint: hint))
        case let number? where number < 10_000:
            findings.append(
                .warning(
                    "\(container.title): user \(number) may also be a user of the node",
                    at: user?.location,
                    hint: hint
                )
            )
        default: break
        }
        return findings
    }

    func privileges() -> [Diagnostic] {
        var findings: [Diagnostic] = []
        if let privileged = own?["privileged"], privileged.bool == true {
            findings.append(
                .error(
                    "\(container.title) is privileged: it owns its node",
                    at: privileged.location,
                    hint: "remove privileged"
                )
            )
        }
        let escalation = own?["allowPrivilegeEscalation"]
        if escalation?.bool != false {
            findings.append(
                .error(
                    "\(container.title) may gain privileges it was not started with",
                    at: escalation?.location ?? place,
                    hint: "write allowPrivilegeEscalation: false"
                )
            )
        }
        let profile = value("seccompProfile")
        if !["RuntimeDefault", "Localhost"].contains(profile?.text("type") ?? "") {
            findings.append(
                .error(
                    "\(container.title) has no seccomp profile",
                    at: profile?.location ?? place,
                    hint: "write seccompProfile: {type: RuntimeDefault}"
                )
            )
        }
        return findings
    }

    func capabilities() -> [Diagnostic] {
        let capabilities = own?["capabilities"]
        var findings: [Diagnostic] = []
        if !(capabilities?.list("drop") ?? []).contains(where: { $0.string == "ALL" }) {
            findings.append(
                .error(
                    "\(container.title) keeps capabilities it does not need",
                    at: capabilities?.location ?? place,
                    hint: "write capabilities: {drop: [ALL]}"
                )
            )
        }
        for added in capabilities?.list("add") ?? [] where added.string != "NET_BIND_SERVICE" {
            findings.append(
                .error(
                    "\(container.title) adds the capability \(added.string ?? added.kind)",
                    at: added.location,
                    hint: "only NET_BIND_SERVICE is allowed"
                )
            )
        }
        return findings
    }

    func files() -> [Diagnostic] {
        let readOnly = own?["readOnlyRootFilesystem"]
        guard readOnly?.bool != true else { return [] }
        return [
            .warning(
                "\(container.title) can change its own files",
                at: readOnly?.location ?? place,
                hint: "write readOnlyRootFilesystem: true, and mount an emptyDir where it writes"
            )
        ]
    }
}
