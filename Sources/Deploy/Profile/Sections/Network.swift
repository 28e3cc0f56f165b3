internal import Values

/// Who may reach the server, and whom it may reach.
package struct Network: Section {
    package static let summary =
        "Who may reach the server, and whom it may reach; everything else is refused."

    package var clients: [Peer] = []
    package var egress: [Egress] = [Egress(cidr: "0.0.0.0/0", ports: [443])]
    package var dns = NameService()

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.clients, "clients", "Pods that may call the server, besides those of its own namespace."),
        Field(\.egress, "egress", "Upstreams the server may call; HTTPS anywhere when left out."),
        Field(\.dns, "dns", NameService.summary),
    ]
}

/// Where names are looked up.
package struct NameService: Section {
    package static let summary = "Where names are looked up: kube-dns in kube-system when left out."

    package var namespace = "kube-system"
    package var labels = Named(entries: [.init(name: "k8s-app", element: "kube-dns")])
    package var port = 53
    package var address: String?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(
            \.namespace,
            "namespace",
            .dnsLabel,
            "The name servers' namespace; openshift-dns on OpenShift."
        ),
        Field(\.labels, "labels", keys: .labelKey, "Their labels."),
        Field(\.port, "port", in: 1...65535, "The port their pods listen on; 5353 on OpenShift."),
        Field(
            \.address,
            "address",
            .cidr,
            "A cache on each node, such as NodeLocal DNSCache's 169.254.20.10/32."
        ),
    ]
}

/// Pods of another namespace.
package struct Peer: Section {
    package static let summary = "Pods of a namespace."

    package var namespace = ""
    package var labels = Named<String>()

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.namespace, "namespace", .dnsLabel, "Their namespace.", required: true),
        Field(\.labels, "labels", keys: .labelKey, "Their labels; any pod when left out."),
    ]

    package static let shorthand: Shorthand<Self>? = Shorthand(
        form: "a namespace",
        schema: TextRule.dnsLabel.schema
    ) { value in
        value.string.flatMap { name in
            guard TextRule.dnsLabel.accepts(name) else { return nil }
            var peer = Peer()
            peer.namespace = name
            return peer
        }
    }
}
