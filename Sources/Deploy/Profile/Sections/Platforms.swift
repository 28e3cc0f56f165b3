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

/// What only Docker Compose needs to know.
package struct ComposeOptions: Section {
    package static let summary = "What only Docker Compose needs to know."

    package var publish: String?
    package var monitoring = false

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(
            \.publish,
            "publish",
            .nonEmpty,
            "The host address the MCP port is published on; 127.0.0.1 when left out."
        ),
        Field(\.monitoring, "monitoring", "Whether Prometheus, Alertmanager and Grafana come along."),
    ]
}

/// What only Amazon ECS needs to know.
package struct ECSOptions: Section {
    package static let summary = "What only Amazon ECS needs to know."

    package var region: String?
    package var cpu: Int?
    package var memory: Int?
    package var executionRole: String?
    package var taskRole: String?
    package var logGroup: String?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.region, "region", .nonEmpty, "The AWS region."),
        Field(\.cpu, "cpu", in: 256...32768, "The task's CPU units."),
        Field(\.memory, "memory", in: 512...249_856, "The task's memory in MiB."),
        Field(
            \.executionRole,
            "executionRole",
            .nonEmpty,
            "The ARN of the role that pulls the image and reads secrets."
        ),
        Field(\.taskRole, "taskRole", .nonEmpty, "The ARN of the role the server acts as."),
        Field(\.logGroup, "logGroup", .nonEmpty, "The CloudWatch log group."),
    ]
}

/// What the production checklist is told.
package struct ChecklistOptions: Section {
    package static let summary = "What the production checklist is told: waivers and attestations."

    package var waivers: [Waiver] = []
    package var attestations: [Attestation] = []

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.waivers, "waivers", "Findings that are accepted, by whom, why and until when."),
        Field(\.attestations, "attestations", "What no program can know, said by a person."),
    ]
}

/// A finding that is accepted for a time.
package struct Waiver: Section {
    package static let summary = "A finding that is accepted for a time."

    package var id = ""
    package var reason = ""
    package var owner = ""
    package var expires = ""

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.id, "id", .nonEmpty, "The check.", required: true),
        Field(\.reason, "reason", .nonEmpty, "Why it is accepted.", required: true),
        Field(\.owner, "owner", .nonEmpty, "Who accepted it.", required: true),
        Field(\.expires, "expires", .date, "The last day it holds (UTC).", required: true),
    ]
}

/// Something a person vouches for.
package struct Attestation: Section {
    package static let summary = "Something a person vouches for."

    package var id = ""
    package var by = ""
    package var date = ""
    package var evidence: String?
    package var expires = ""

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.id, "id", .nonEmpty, "The check it answers.", required: true),
        Field(\.by, "by", .nonEmpty, "Who says so.", required: true),
        Field(\.date, "date", .date, "Since when (UTC).", required: true),
        Field(\.evidence, "evidence", .nonEmpty, "Where to read about it."),
        Field(\.expires, "expires", .date, "The last day it holds (UTC).", required: true),
    ]
}

extension TextRule {
    static let date = TextRule(
        expectation: "a date such as 2027-03-31",
        pattern: "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
    ) { text in
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy({ $0.utf8.allSatisfy(\.isASCIIDigit) }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), 1...12 ~= month
        else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return 1...days[month - 1] ~= day
    }
}
