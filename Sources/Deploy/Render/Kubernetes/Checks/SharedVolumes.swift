internal import Diagnostics
internal import Values

extension ManifestCheck {
    /// Several pods that need one claim at once, when only one node, or one pod, may have it.
    static let sharedVolumes = ManifestCheck(id: "shared-volume") { set in
        set.pods.flatMap { pod -> [Diagnostic] in
            guard ["Deployment", "StatefulSet", "ReplicaSet"].contains(pod.owner.kindName) else { return [] }
            return pod.volumes.compactMap { volume in
                guard let value = volume.at("persistentVolumeClaim", "claimName"), let claim = value.string
                else { return nil }
                return finding(claim, at: value.location, of: pod, in: set)
            }
        }
    }

    private static func finding(
        _ claim: String,
        at location: SourceLocation?,
        of pod: PodTemplate,
        in set: ManifestSet
    ) -> Diagnostic? {
        let replicas = set.replicas(of: pod.owner).most
        let object = set.object("PersistentVolumeClaim", claim, beside: pod.owner)
        let modes = object.map { ($0["spec"]?.list("accessModes") ?? []).compactMap(\.string) }
        if let modes, modes.contains("ReadWriteMany") || modes.contains("ReadOnlyMany") { return nil }
        if replicas > 1 {
            let hint = "use ReadWriteMany, one replica, or a StatefulSet with volumeClaimTemplates"
            guard modes == nil else {
                return .error(
                    "\(pod.title): \(replicas) replicas share PersistentVolumeClaim/\(claim), which only one node can mount",
                    at: location,
                    hint: hint
                )
            }
            let isThere = set.existing.contains(.init(kind: "PersistentVolumeClaim", name: claim))
            return Diagnostic(
                isThere ? .warning : .error,
                "\(pod.title): \(replicas) replicas share PersistentVolumeClaim/\(claim), and nothing here says that several nodes can mount it",
                at: location,
                hint: hint
            )
        }
        guard modes != nil, pod.owner.kindName == "Deployment", replicas == 1,
            pod.owner.at("spec", "strategy", "type")?.string != "Recreate"
        else { return nil }
        return .warning(
            "\(pod.title): while it is updated, two pods need PersistentVolumeClaim/\(claim), which only one node can mount",
            at: location,
            hint: "write strategy: {type: Recreate}, or use a StatefulSet"
        )
    }
}
