package import Values

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

/// An upstream: an address block, or the pods of a namespace.
package struct Egress: Section {
    package static let summary = "Addresses, or pods of a namespace, that the server may call."

    package var cidr: String?
    package var namespace: String?
    package var ports: [Int] = []

    package init() {}
    package init(namespace: String, ports: [Int]) {
        self.namespace = namespace
        self.ports = ports
    }
    package init(cidr: String, ports: [Int]) {
        self.cidr = cidr
        self.ports = ports
    }

    package static let fields: [Field<Self>] = [
        Field(
            \.cidr,
            "cidr",
            .cidr,
            "An address block such as 10.20.0.0/16, or one address: 192.168.1.100/32."
        ),
        Field(
            \.namespace,
            "namespace",
            .dnsLabel,
            "A namespace of the same cluster: some networks never match pods by address."
        ),
        Field(\.ports, "ports", "TCP ports.", required: true),
    ]

    package func check(_ source: Value, _ decoding: inout Decoding) {
        for value in source["ports"]?.array ?? [] where !(1...65535 ~= (value.int ?? 0)) {
            decoding.error(
                "\(decoding.subject).ports must be from 1 to 65535, not \(value.shortText)",
                at: value.location
            )
        }
        if (cidr == nil) == (namespace == nil) {
            decoding.error(
                "\(decoding.subject) must name a cidr or a namespace\(cidr == nil ? "" : ", not both")",
                at: source.location
            )
        }
        if ports.isEmpty {
            decoding.error(
                "\(decoding.subject).ports is empty: nothing would be allowed",
                at: source["ports"]?.location
            )
        }
    }

    /// The address of cloud instance metadata: credentials for whoever asks.
    package static let metadataService = "169.254.169.254"

    /// Whether the block holds the metadata service's address, which must then be cut out of it.
    package var reachesMetadataService: Bool {
        cidr.flatMap(IPv4Block.init)?.contains(IPv4Block(Self.metadataService + "/32")) == true
    }
}

/// How clients outside the cluster reach the server, or several servers behind one host.
package struct Gateway: Section {
    package static let summary =
        "How clients outside the cluster reach the server, or several servers behind one host."

    package enum Kind: String, Choice { case ingress, httproute }

    package var kind = Kind.ingress
    package var host = ""
    package var className = "nginx"
    package var tlsSecret: String?
    package var parent: GatewayParent?
    package var controllerNamespace: String?
    package var routes: [Route] = []

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.kind, "kind", "ingress (networking.k8s.io/v1) or httproute (Gateway API)."),
        Field(\.host, "host", .dnsName, "The public host name.", required: true),
        Field(
            \.className,
            "className",
            .dnsName,
            "The ingress class; 'nginx' also gets the settings that streams need."
        ),
        Field(\.tlsSecret, "tlsSecret", .dnsName, "The Secret with the certificate; NAME-tls when left out."),
        Field(\.parent, "parent", "The Gateway an HTTPRoute attaches to."),
        Field(
            \.controllerNamespace,
            "controllerNamespace",
            .dnsLabel,
            "Where the proxy's pods run: they may call the server; ingress-nginx, or the Gateway's namespace, when left out."
        ),
        Field(\.routes, "routes", "Paths to several servers; this server at its own path when left out."),
    ]

    package func check(_ source: Value, _ decoding: inout Decoding) {
        if kind == .httproute, parent == nil {
            decoding.error(
                "gateway.kind httproute needs gateway.parent",
                at: source["kind"]?.location,
                hint: "parent: {name: …, namespace: …}"
            )
        }
        let ignored = kind == .httproute ? ["className", "tlsSecret"] : ["parent"]
        for key in ignored where source[key] != nil {
            decoding.error(
                "gateway.\(key) would be ignored: gateway.kind is \(kind.rawValue)",
                at: source[key]?.location
            )
        }
        // The Gateway API: an HTTPRoute's rules are 16 at most.
        if kind == .httproute, routes.count > 16 {
            decoding.error(
                "gateway.routes has \(routes.count) paths, more than the 16 of one HTTPRoute",
                at: source["routes"]?.location,
                hint: "leave some to the profiles of the servers behind them"
            )
        }
        if IPv4Block(host + "/32") != nil {
            decoding.error(
                "gateway.host must be a DNS name, not an address",
                at: source["host"]?.location
            )
        }
        var seen: Set<String> = []
        for (index, route) in routes.enumerated() where !seen.insert(route.path).inserted {
            decoding.error(
                "gateway.routes has '\(route.path)' twice",
                at: source["routes"]?.array?[index].location
            )
        }
    }
}

/// The Gateway an HTTPRoute attaches to.
package struct GatewayParent: Section {
    package static let summary = "A Gateway of the Gateway API."

    package var name = ""
    package var namespace: String?
    package var section: String?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.name, "name", .dnsName, "Its name.", required: true),
        Field(\.namespace, "namespace", .dnsLabel, "Its namespace; the server's own when left out."),
        Field(\.section, "section", .dnsName, "Its listener."),
    ]
}

/// One path of a gateway and the server behind it.
package struct Route: Section {
    package static let summary = "One path of a gateway and the server behind it."

    package var path = ""
    package var service: String?
    package var port: Int?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.path, "path", .urlPath, "The public path.", required: true),
        Field(
            \.service,
            "service",
            .dnsLabel,
            "The Service in the same namespace; this server's own when left out."
        ),
        Field(\.port, "port", in: 1...65535, "The Service's port; 80 when left out."),
    ]
}

extension TextRule {
    static let cidr = TextRule(
        expectation: "an IPv4 address block such as 10.0.0.0/8",
        pattern: "^([0-9]{1,3}\\.){3}[0-9]{1,3}/([0-9]|[12][0-9]|3[0-2])$"
    ) { IPv4Block($0) != nil }

    /// Kubernetes label and annotation keys: an optional DNS prefix and a name.
    package static let labelKey = TextRule(
        expectation: "a label key such as app or example.com/team",
        pattern: "^([a-z0-9.-]+/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$",
        maximumLength: 317
    ) { text in
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard let name = parts.last, parts.count <= 2, TextRule.labelValue.problem(with: name) == nil,
            !name.isEmpty
        else { return false }
        return parts.count == 1 || TextRule.dnsName.problem(with: parts[0]) == nil
    }
}

/// An IPv4 address block.
package struct IPv4Block {
    let base: UInt32
    let length: Int

    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let length = Int(parts[1]), 0...32 ~= length else { return nil }
        let bytes = parts[0].split(separator: ".", omittingEmptySubsequences: false).compactMap { UInt8($0) }
        guard bytes.count == 4, parts[0].split(separator: ".", omittingEmptySubsequences: false).count == 4
        else { return nil }
        base = bytes.reduce(0) { $0 << 8 | UInt32($1) }
        self.length = length
        // Kubernetes 1.36 warns about set bits past the prefix.
        guard base & ~mask == 0 else { return nil }
    }

    private var mask: UInt32 { length == 0 ? 0 : ~UInt32(0) << (32 - UInt32(length)) }

    package func contains(_ other: IPv4Block?) -> Bool {
        other.map { $0.length >= length && $0.base & mask == base } ?? false
    }
}
