internal import Diagnostics
internal import Profile
internal import Values

/// An object beside the workload, and what all objects have.
struct KubernetesObject {
    private let document: Value
    private let set: KubernetesReader
    private let kind: String

    init(_ document: Value, in set: KubernetesReader) {
        self.document = document
        self.set = set
        kind = document["kind"]?.string ?? ""
    }

    func read(_ importer: inout Importer, _ detected: inout DetectedProfile) {
        importer.replace(
            document["apiVersion"],
            "apiVersion",
            by: "objects of the current API versions",
            &detected
        )
        importer.replace(document["kind"], kind, by: "objects of the current API versions", &detected)
        readMetadata(&importer, &detected)
        importer.replace(document["status"], "status", by: "what the cluster itself writes", &detected)
        switch kind {
        case "Service": readService(&importer, &detected)
        case "ConfigMap": readConfigMap(&importer, &detected)
        case "Secret": readSecret(&importer, &detected)
        case "HorizontalPodAutoscaler": readAutoscaler(&importer, &detected)
        case "PodDisruptionBudget":
            importer.replace(
                document["spec"],
                "spec",
                by: "a budget that follows the number of replicas",
                &detected
            )
        case "Ingress": readIngress(&importer, &detected)
        case "NetworkPolicy":
            importer.tell(
                document["spec"],
                "the rules of this policy",
                hint: "network.clients and network.egress say who may call the server and whom it may call",
                &detected
            )
        case "Namespace":
            importer.replace(document["spec"], "spec", by: "a namespace of the server's own", &detected)
        case "ServiceMonitor":
            detected.add(
                "observability.prometheusOperator",
                true,
                .deployed,
                "ServiceMonitor",
                at: document.location
            )
            importer.replace(
                document["spec"],
                "spec",
                by: "a ServiceMonitor after the profile's metrics",
                &detected
            )
        default: break
        }
    }

    private func readMetadata(_ importer: inout Importer, _ detected: inout DetectedProfile) {
        guard let metadata = document["metadata"] else { return }
        let isWorkload = document.location == set.workload?.location
        if let name = metadata["name"] {
            if isWorkload {
                importer.map(name, "name", .deployed, "metadata.name", &detected)
            } else {
                importer.replace(name, "metadata.name", by: "names after the server's", &detected)
            }
        }
        if let namespace = metadata["namespace"], let text = namespace.string {
            if text == "default" || text.hasPrefix("kube-") {
                detected.warn(
                    "the server runs in the namespace '\(text)', beside everything else",
                    at: namespace.location,
                    hint: "it gets a namespace of its own; kubernetes.namespace names another"
                )
                importer.replace(
                    namespace,
                    "metadata.namespace",
                    by: "a namespace of the server's own",
                    &detected
                )
            } else {
                importer.map(namespace, "kubernetes.namespace", .deployed, "metadata.namespace", &detected)
            }
        }
        if kind == "Namespace", let name = metadata["name"] {
            detected.add("kubernetes.namespace", name, .deployed, "metadata.name", at: name.location)
        }
        KubernetesLabels.read(metadata["labels"], &importer, &detected)
        for annotation in metadata["annotations"]?.members ?? [] {
            if annotation.key == "kubectl.kubernetes.io/last-applied-configuration"
                || annotation.key.hasPrefix("deployment.kubernetes.io/")
            {
                importer.replace(
                    annotation.value,
                    annotation.key,
                    by: "what the cluster itself writes",
                    &detected
                )
            } else if kind == "ServiceAccount" {
                importer.map(
                    annotation.value,
                    path: ["kubernetes", "serviceAccountAnnotations", annotation.key],
                    .deployed,
                    "annotations",
                    &detected
                )
            } else if isWorkload || kind == "Service" || kind == "Ingress" {
                let merge: Value = [
                    "metadata": ["annotations": .object(Object(annotation.key, annotation.value))]
                ]
                importer.patch(annotation.value, kind: kind, merge: merge, "metadata.annotations", &detected)
            }
        }
        for key in ["uid", "resourceVersion", "generation", "creationTimestamp", "managedFields", "selfLink"]
        {
            importer.replace(metadata[key], key, by: "what the cluster itself writes", &detected)
        }
    }

    private func readService(_ importer: inout Importer, _ detected: inout DetectedProfile) {
        let reason = "a Service on port 80 that selects the server's own pods"
        importer.replace(document.at("spec", "selector"), "spec.selector", by: reason, &detected)
        for port in document.at("spec", "ports")?.items ?? [] {
            let target = port["targetPort"] ?? port["port"]
            if let target, let number = target.int {
                let isMetrics = port["name"]?.string?.contains("metrics") == true || number == 9090
                importer.map(
                    target,
                    isMetrics ? "metrics.port" : "server.port",
                    .declared,
                    "targetPort",
                    &detected
                )
            }
            if let own = port["port"], own.int != 80, port["targetPort"] != nil,
                port["name"]?.string?.contains("metrics") != true
            {
                importer.tell(
                    own,
                    "the Service's port \(own.text ?? ""): clients find the new one on 80",
                    hint:
                        "patches: [{target: {kind: Service}, json: [{op: replace, path: /spec/ports/0/port, value: …}]}]",
                    &detected
                )
            }
            importer.replace(port, "spec.ports", by: reason, &detected)
        }
        if let type = document.at("spec", "type") {
            if type.string == "ClusterIP" {
                importer.replace(type, "spec.type", by: reason, &detected)
            } else {
                importer.tell(
                    type,
                    "the Service of type \(type.string ?? ""), which opens the server to the outside",
                    hint: "gateway.host lets clients in through an ingress with TLS",
                    &detected
                )
            }
        }
        if let affinity = document.at("spec", "sessionAffinity"), let text = affinity.string {
            importer.map(
                affinity,
                as: text == "ClientIP" ? "memory" : "none",
                "server.sessions",
                .declared,
                "sessionAffinity",
                &detected
            )
        }
    }

    /// What no mount and no variable took.
    private func readConfigMap(_ importer: inout Importer, _ detected: inout DetectedProfile) {
        for member in document["data"]?.members ?? []
        where member.value.location.map({ detected.ledger[$0] == nil }) == true {
            let file = member.value.location?.file ?? SourceFile(name: "", text: "")
            if member.key.hasSuffix(".json"), let text = member.value.string,
                let tree = try? JSON.value(in: SourceFile(name: file.name, text: text)),
                let place = member.value.location
            {
                var inner = DetectedProfile()
                if MCPConfiguration.read(tree, "", .deployed, &inner) {
                    for fact in inner.facts {
                        detected.add(fact.path, fact.value, .deployed, fact.source, at: place)
                    }
                    for vote in inner.votes {
                        detected.vote(vote.preset, vote.weight, vote.reason, at: place)
                    }
                    detected.ledger.account(member.value, .mapped(inner.facts.first?.path.first ?? ""))
                    continue
                }
            }
            let path = "\(detected.best("runtime.workingDirectory")?.value.string ?? "/app")/\(member.key)"
            detected.addConfiguration(
                member.value,
                at: path,
                remark: "nothing mounts it: its place is a guess"
            )
        }
    }

    private func readSecret(_ importer: inout Importer, _ detected: inout DetectedProfile) {
        importer.replace(
            document["type"],
            "type",
            by: "a reference to the Secret, which stays where it is",
            &detected
        )
        for key in ["data", "stringData"] {
            for member in document[key]?.members ?? [] {
                if member.value.string?.hasPrefix("<") != true, member.value.string?.isEmpty == false {
                    detected.report(
                        Diagnostic.warning(
                            "the Secret's value is in the file",
                            at: member.keyLocation,
                            hint:
                                "take it out of the file and out of its history, and change it: the profile only refers to it"
                        ).withoutExcerpt()
                    )
                }
                importer.replace(
                    member.value,
                    "\(key).\(member.key)",
                    by: "a reference to the Secret, which stays where it is",
                    &detected
                )
            }
        }
    }

    private func readAutoscaler(_ importer: inout Importer, _ detected: inout DetectedProfile) {
        importer.replace(
            document.at("spec", "scaleTargetRef"),
            "scaleTargetRef",
            by: "an autoscaler of the server's own",
            &detected
        )
        importer.map(document.at("spec", "minReplicas"), "scaling.min", .deployed, "minReplicas", &detected)
        importer.map(document.at("spec", "maxReplicas"), "scaling.max", .deployed, "maxReplicas", &detected)
        importer.map(
            document.at("spec", "targetCPUUtilizationPercentage"),
            "scaling.targetCPU",
            .deployed,
            "targetCPU",
            &detected
        )
        for metric in document.at("spec", "metrics")?.items ?? [] {
            guard metric.at("resource", "name")?.string == "cpu",
                let target = metric.at("resource", "target", "averageUtilization")
            else { continue }
            importer.map(target, "scaling.targetCPU", .deployed, "averageUtilization", &detected)
            importer.replace(metric, "metrics", by: "an autoscaler of the server's own", &detected)
        }
        if let behavior = document.at("spec", "behavior") {
            importer.patch(
                behavior,
                kind: kind,
                merge: ["spec": ["behavior": behavior]],
                "spec.behavior",
                &detected
            )
        }
    }

    private func readIngress(_ importer: inout Importer, _ detected: inout DetectedProfile) {
        let reason = "an Ingress to the server's own Service"
        importer.map(
            document.at("spec", "ingressClassName"),
            "gateway.className",
            .deployed,
            "ingressClassName",
            &detected
        )
        for (index, rule) in (document.at("spec", "rules")?.items ?? []).enumerated() where index == 0 {
            importer.map(rule["host"], "gateway.host", .deployed, "host", &detected)
            if let path = rule.at("http", "paths")?.items.first?["path"], path.string != "/" {
                importer.map(path, "server.path", .declared, "path", &detected)
            }
            importer.replace(rule["http"], "http", by: reason, &detected)
        }
        if let tls = document.at("spec", "tls")?.items.first {
            importer.map(tls["secretName"], "gateway.tlsSecret", .deployed, "secretName", &detected)
            importer.replace(tls["hosts"], "tls.hosts", by: reason, &detected)
        } else {
            detected.warn(
                "the Ingress has no TLS: tokens cross the network in clear",
                at: document.location,
                hint: "gateway.tlsSecret"
            )
        }
    }
}

/// Labels: those that tools go by are rendered, others are kept.
enum KubernetesLabels {
    private static let own: Set = ["app", "name", "version", "component", "tier", "k8s-app"]

    static func read(_ labels: Value?, _ importer: inout Importer, _ detected: inout DetectedProfile) {
        for label in labels?.members ?? [] {
            if own.contains(label.key) || label.key.hasPrefix("app.kubernetes.io/")
                || label.key == "pod-template-hash"
                || label.key.hasPrefix("kubernetes.io/")
            {
                importer.replace(
                    label.value,
                    "label \(label.key)",
                    by: "the recommended labels app.kubernetes.io/*",
                    &detected
                )
            } else {
                importer.map(
                    label.value,
                    path: ["kubernetes", "labels", label.key],
                    .deployed,
                    "labels",
                    &detected
                )
            }
        }
    }
}

extension Object {
    /// One member.
    init(_ key: String, _ value: Value) {
        self.init()
        self[key] = value
    }
}
