package import Diagnostics
package import Values

/// The pods that an object makes: a Pod itself, or the template of a workload.
package struct PodTemplate: Sendable {
    /// The Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, Job or CronJob.
    package let owner: Value
    package let metadata: Value?
    package let spec: Value

    package init?(_ owner: Value) {
        guard let path = Self.paths[owner.kindName] else { return nil }
        guard let pod = path.reduce(Optional(owner), { value, key in value?[key] }),
            let spec = pod["spec"], spec.object != nil
        else { return nil }
        self.owner = owner
        metadata = pod["metadata"]
        self.spec = spec
    }

    /// Where each kind keeps its template.
    static let paths: [String: [String]] = [
        "Pod": [],
        "Deployment": ["spec", "template"],
        "StatefulSet": ["spec", "template"],
        "DaemonSet": ["spec", "template"],
        "ReplicaSet": ["spec", "template"],
        "Job": ["spec", "template"],
        "CronJob": ["spec", "jobTemplate", "spec", "template"],
    ]

    /// As in `Deployment/qsys`.
    package var title: String { owner.title }
    package var labels: [String: String] { metadata?["labels"]?.texts ?? [:] }
    package var volumes: [Value] { spec.list("volumes") }

    /// Whether the pods are meant to end.
    package var runsToCompletion: Bool { ["Job", "CronJob"].contains(owner.kindName) }

    /// Every container, in the order they start.
    package var containers: [Container] {
        spec.list("initContainers").map { value in
            Container(value, in: self, role: value.text("restartPolicy") == "Always" ? .sidecar : .initial)
        } + spec.list("containers").map { Container($0, in: self, role: .main) }
    }

    /// The containers that run as long as the pod does.
    package var runningContainers: [Container] { containers.filter { $0.role != .initial } }
}

/// One container of a pod.
package struct Container: Sendable {
    package enum Role: Sendable { case initial, sidecar, main }

    package let value: Value
    package let role: Role
    /// As in `Deployment/qsys: container 'qsys'`.
    package let title: String

    init(_ value: Value, in pod: PodTemplate, role: Role) {
        self.value = value
        self.role = role
        title = "\(pod.title): container '\(value.text("name") ?? "(unnamed)")'"
    }

    package var name: String? { value.text("name") }
    package var location: SourceLocation? { value.location }
    package var ports: [Value] { value.list("ports") }
    package var environment: [Value] { value.list("env") }
    package var mounts: [Value] { value.list("volumeMounts") }
}
