internal import Diagnostics
internal import Values

extension ManifestCheck {
    /// An API version that current clusters no longer serve.
    static let removedAPIs = ManifestCheck(id: "removed-api") { set in
        set.objects.compactMap { object in
            guard let version = object.text("apiVersion"), let current = currentVersions[object.kindName],
                current.removed.contains(version)
            else { return nil }
            return .error(
                "\(object.title): no supported cluster serves \(version) any more",
                at: object["apiVersion"]?.location,
                hint: "write apiVersion: \(current.version)"
            )
        }
    }

    private static let apps = (
        version: "apps/v1", removed: ["extensions/v1beta1", "apps/v1beta1", "apps/v1beta2"]
    )
    private static let currentVersions: [String: (version: String, removed: [String])] = [
        "Deployment": apps,
        "DaemonSet": apps,
        "ReplicaSet": apps,
        "StatefulSet": apps,
        "CronJob": ("batch/v1", ["batch/v1beta1", "batch/v2alpha1"]),
        "Ingress": ("networking.k8s.io/v1", ["extensions/v1beta1", "networking.k8s.io/v1beta1"]),
        "NetworkPolicy": ("networking.k8s.io/v1", ["extensions/v1beta1"]),
        "PodDisruptionBudget": ("policy/v1", ["policy/v1beta1"]),
        "HorizontalPodAutoscaler": ("autoscaling/v2", ["autoscaling/v2beta1", "autoscaling/v2beta2"]),
    ]
}
