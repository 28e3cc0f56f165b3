internal import Diagnostics
internal import Values

extension ManifestCheck {
    /// Pods that can reach their node, or the cluster's API, for no need.
    static let podSecurity = ManifestCheck(id: "pod-security") { set in
        set.pods.flatMap { pod in
            hostNamespaces(of: pod) + hostPaths(of: pod)
                + [serviceAccountToken(of: pod, in: set)].compactMap(\.self)
        }
    }

    private static func hostNamespaces(of pod: PodTemplate) -> [Diagnostic] {
        ["hostNetwork", "hostPID", "hostIPC"].compactMap { key in
            guard let value = pod.spec[key], value.bool == true else { return nil }
            return .error(
                "\(pod.title): \(key) lets it see its whole node",
                at: value.location,
                hint: "remove \(key)"
            )
        }
    }

    private static func hostPaths(of pod: PodTemplate) -> [Diagnostic] {
        pod.volumes.compactMap { volume in
            guard let path = volume["hostPath"] else { return nil }
            return .error(
                "\(pod.title): volume '\(volume.text("name") ?? "")' is a folder of the node",
                at: path.location,
                hint: "use a PersistentVolumeClaim, or an emptyDir with a sizeLimit"
            )
        }
    }

    private static func serviceAccountToken(of pod: PodTemplate, in set: ManifestSet) -> Diagnostic? {
        let value = pod.spec["automountServiceAccountToken"]
        if let mounts = value?.bool {
            guard mounts else { return nil }
        } else {
            let name = pod.spec.text("serviceAccountName") ?? "default"
            let account = set.object("ServiceAccount", name, beside: pod.owner)
            guard account?["automountServiceAccountToken"]?.bool != false else { return nil }
        }
        return .warning(
            "\(pod.title): its containers get a token for the cluster's API",
            at: value?.location ?? pod.spec.location,
            hint: "write automountServiceAccountToken: false"
        )
    }
}
