package import Values

/// What only Kubernetes needs to know.
package struct KubernetesOptions: Section {
    package static let summary = "What only Kubernetes needs to know."

    package var namespace: String?
    package var createNamespace = true
    package var labels = Named<String>()
    package var annotations = Named<String>()
    package var serviceAccountAnnotations = Named<String>()
    package var priorityClass: String?
    package var nodeSelector = Named<String>()
    package var tolerations: [AnyTree] = []
    package var monitoringNamespace = "monitoring"
    package var waivers = Named<String>()

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.namespace, "namespace", .dnsLabel, "The namespace; NAME with mcp- before it when left out."),
        Field(\.createNamespace, "createNamespace", "Whether the namespace is rendered too."),
        Field(\.labels, "labels", keys: .labelKey, "More labels for every object."),
        Field(\.annotations, "annotations", keys: .labelKey, "More annotations for the pods."),
        Field(
            \.serviceAccountAnnotations,
            "serviceAccountAnnotations",
            keys: .labelKey,
            "Annotations of the ServiceAccount, for cloud identities."
        ),
        Field(\.priorityClass, "priorityClass", .dnsName, "The pods' PriorityClass."),
        Field(\.nodeSelector, "nodeSelector", keys: .labelKey, "Labels a node must have."),
        Field(\.tolerations, "tolerations", "Taints that are tolerated, as Kubernetes writes them."),
        Field(
            \.monitoringNamespace,
            "monitoringNamespace",
            .dnsLabel,
            "Where Prometheus runs: it may scrape the metrics."
        ),
        Field(
            \.waivers,
            "waivers",
            keys: .labelValue,
            "Findings of linters to waive on the workload: check name and reason."
        ),
    ]

    package func check(_ source: Value, _ decoding: inout Decoding) {
        if namespace == "default" || namespace?.hasPrefix("kube-") == true {
            decoding.error(
                "kubernetes.namespace must not be '\(namespace ?? "")'",
                at: source["namespace"]?.location,
                hint: "a namespace of its own keeps policies and quotas apart"
            )
        }
        for member in source["labels"]?.object ?? Object() where member.key.hasPrefix("app.kubernetes.io/") {
            decoding.error(
                "kubernetes.labels cannot set '\(member.key)': selectors and lists go by it",
                at: member.keyLocation,
                hint: "choose a label of your own"
            )
        }
    }
}
