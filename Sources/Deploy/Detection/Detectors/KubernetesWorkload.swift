internal import Diagnostics
internal import Profile
internal import Values

/// A Deployment, StatefulSet, DaemonSet or Pod: its pod and its first container are the server.
struct KubernetesWorkload {
    private let document: Value
    private let set: KubernetesReader
    private var importer: Importer
    private var kind: String { document["kind"]?.string ?? "" }

    init(_ document: Value, in set: KubernetesReader) {
        self.document = document
        self.set = set
        importer = Importer(root: document, kind: document["kind"]?.string ?? "")
    }

    private var template: Value? { kind == "Pod" ? document : document.at("spec", "template") }

    mutating func read(_ detected: inout DetectedProfile) {
        if kind != "Pod" { readWorkload(&detected) }
        guard let pod = template?["spec"] else { return }
        if kind != "Pod" {
            KubernetesLabels.read(template?.at("metadata", "labels"), &importer, &detected)
            importer.replace(
                template?.at("metadata", "creationTimestamp"),
                "creationTimestamp",
                by: "what the cluster itself writes",
                &detected
            )
        }
        readAnnotations(&detected)
        readPod(pod, &detected)
        let containers = pod["containers"]?.items ?? []
        guard
            let container = containers.first(where: { $0["name"]?.string?.contains("mcp") == true })
                ?? containers.first
        else { return }
        var reader = KubernetesContainer(container, pod: pod, in: set, importer)
        reader.read(&detected)
        for other in containers where other.location != container.location {
            importer.tell(
                other,
                "the second container '\(other["name"]?.string ?? "")'",
                hint: "patches can add it to the rendered pod",
                &detected
            )
        }
        for other in pod["initContainers"]?.items ?? [] {
            importer.tell(
                other,
                "the init container '\(other["name"]?.string ?? "")'",
                hint: "patches can add it to the rendered pod",
                &detected
            )
        }
    }

    private mutating func readWorkload(_ detected: inout DetectedProfile) {
        let spec = document["spec"]
        let isScaled = set.documents.contains { $0["kind"]?.string == "HorizontalPodAutoscaler" }
        if isScaled {
            importer.replace(
                spec?["replicas"],
                "spec.replicas",
                by: "an autoscaler of the server's own",
                &detected
            )
        } else {
            importer.map(spec?["replicas"], "scaling.replicas", .deployed, "spec.replicas", &detected)
        }
        if let selector = spec?["selector"] {
            let reason =
                "app.kubernetes.io/name and instance; as selectors cannot be changed, remove the old workload first"
            importer.replace(selector, "spec.selector", by: reason, &detected)
        }
        for key in ["revisionHistoryLimit", "progressDeadlineSeconds", "minReadySeconds"] {
            guard let value = spec?[key] else { continue }
            importer.patch(
                value,
                kind: kind,
                merge: ["spec": .object(Object(key, value))],
                "spec.\(key)",
                &detected
            )
        }
        if let strategy = spec?["strategy"] {
            importer.replace(
                strategy,
                "spec.strategy",
                by: "a rolling update that never has fewer replicas",
                &detected
            )
        }
        importer.replace(
            spec?["serviceName"],
            "spec.serviceName",
            by: "a Service of the server's own",
            &detected
        )
        importer.replace(spec?["updateStrategy"], "spec.updateStrategy", by: "a rolling update", &detected)
        importer.replace(
            spec?["podManagementPolicy"],
            "spec.podManagementPolicy",
            by: "a rolling update",
            &detected
        )
    }

    /// Where the old annotations say that metrics are; others stay.
    private mutating func readAnnotations(_ detected: inout DetectedProfile) {
        let metadata = kind == "Pod" ? document["metadata"] : template?["metadata"]
        for annotation in metadata?["annotations"]?.members ?? [] {
            switch annotation.key {
            case "prometheus.io/scrape":
                let isOn = annotation.value.text == "true"
                importer.map(
                    annotation.value,
                    as: .bool(isOn),
                    "metrics.enabled",
                    .deployed,
                    "prometheus.io/scrape",
                    &detected
                )
            case "prometheus.io/port":
                guard let port = annotation.value.wholeNumber else { continue }
                importer.map(
                    annotation.value,
                    as: .int(port),
                    "metrics.port",
                    .deployed,
                    "prometheus.io/port",
                    &detected
                )
            case "prometheus.io/path":
                importer.map(annotation.value, "metrics.path", .deployed, "prometheus.io/path", &detected)
            default:
                importer.map(
                    annotation.value,
                    path: ["kubernetes", "annotations", annotation.key],
                    .deployed,
                    "annotations",
                    &detected
                )
            }
        }
    }

    private mutating func readPod(_ pod: Value, _ detected: inout DetectedProfile) {
        for label in pod["nodeSelector"]?.members ?? [] {
            importer.map(
                label.value,
                path: ["kubernetes", "nodeSelector", label.key],
                .deployed,
                "nodeSelector",
                &detected
            )
        }
        importer.map(pod["tolerations"], "kubernetes.tolerations", .deployed, "tolerations", &detected)
        importer.map(
            pod["priorityClassName"],
            "kubernetes.priorityClass",
            .deployed,
            "priorityClassName",
            &detected
        )
        if let secrets = pod["imagePullSecrets"] {
            let names = secrets.items.compactMap { $0["name"]?.string }
            importer.map(
                secrets,
                as: .texts(names),
                "image.pullSecrets",
                .deployed,
                "imagePullSecrets",
                &detected
            )
        }
        if let grace = pod["terminationGracePeriodSeconds"], let seconds = grace.int {
            if seconds > 60 {
                importer.map(
                    grace,
                    as: .string("\(seconds - 15)s"),
                    "server.drain",
                    .deployed,
                    "terminationGracePeriodSeconds",
                    &detected
                )
            } else {
                importer.replace(
                    grace,
                    "terminationGracePeriodSeconds",
                    by: "a minute to end streams",
                    &detected
                )
            }
        }
        let workload = kind == "StatefulSet" ? "StatefulSet" : "Deployment"
        for key in [
            "hostAliases", "runtimeClassName", "schedulerName", "dnsConfig", "dnsPolicy",
            "topologySpreadConstraints", "affinity",
        ] {
            guard let value = pod[key] else { continue }
            let spec: Value = ["template": ["spec": .object(Object(key, value))]]
            importer.patch(value, kind: workload, merge: ["spec": spec], "spec.\(key)", &detected)
        }
        for key in ["hostNetwork", "hostPID", "hostIPC"] where pod[key]?.bool == true {
            importer.tell(
                pod[key],
                "\(key): the server would share the node's own",
                hint: "the rendered pod never does",
                &detected
            )
        }
        for key in ["serviceAccountName", "serviceAccount"] {
            importer.tell(
                pod[key],
                "the service account: the rendered pod has one of its own, without rights",
                hint: "bind the rights that it needs to that one",
                &detected
            )
        }
        let user = pod.at("securityContext", "runAsUser")
        if let user, let number = user.int, number > 0 {
            importer.map(user, "runtime.user", .deployed, "runAsUser", &detected)
        }
        importer.replace(
            pod["securityContext"],
            "securityContext",
            by: "the restricted security context",
            &detected
        )
        for key in [
            "restartPolicy", "automountServiceAccountToken", "enableServiceLinks", "hostNetwork", "hostPID",
            "hostIPC", "shareProcessNamespace",
        ] {
            importer.replace(pod[key], key, by: "the restricted security context", &detected)
        }
    }
}
