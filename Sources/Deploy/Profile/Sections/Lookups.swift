package import Values

/// A name that is looked up in the DNS, again and again.
package struct DNSLookup: Section {
    package static let summary =
        "A name that is looked up in the DNS, again and again. /etc/hosts is not read."

    package enum Kind: String, Choice { case srv = "SRV", a = "A", aaaa = "AAAA" }

    package var name = ""
    package var type = Kind.srv
    package var refresh = Duration.seconds(30)
    package var resolver: String?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(
            \.name,
            "name",
            .lookupName,
            "The name, as _mcp._tcp.example.com for SRV records.",
            required: true
        ),
        Field(\.type, "type", "SRV records, which tell ports too, or addresses."),
        Field(\.refresh, "refresh", "How often it is looked up: from 1s to 24h."),
        Field(
            \.resolver,
            "resolver",
            .resolverAddress,
            "The DNS server to ask, as ADDRESS:PORT; those of /etc/resolv.conf when left out."
        ),
    ]

    package func check(_ source: Value, _ decoding: inout Decoding) {
        guard !(Duration.seconds(1)...Duration.seconds(86400)).contains(refresh) else { return }
        decoding.error(
            "\(decoding.subject).refresh must be from 1s to 24h, not \(refresh.profileText)",
            at: source["refresh"]?.location
        )
    }
}

/// Objects of a cluster, which are watched.
package struct ClusterLookup: Section {
    package static let summary =
        "Objects of a cluster, which are watched. Without a selector: those that 'mcpctl render k8s' made of the "
        + "profile."

    package enum Role: String, Choice { case pod, service, endpointslice }

    package var context: String?
    package var kubeconfig: String?
    package var namespace: String?
    package var role = Role.pod
    package var selector: String?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(
            \.context,
            "context",
            .nonEmpty,
            "The context of the kubeconfig; its current one, or the pod that mcpctl runs in, when left out."
        ),
        Field(
            \.kubeconfig,
            "kubeconfig",
            .nonEmpty,
            "The kubeconfig file; as kubectl finds it when left out: KUBECONFIG, ~/.kube/config."
        ),
        Field(
            \.namespace,
            "namespace",
            .namespaceOrAll,
            "The namespace, or '*' for all; the profile's when left out."
        ),
        Field(
            \.role,
            "role",
            "What is a target: each pod, each Service, or each address behind the Services."
        ),
        Field(\.selector, "selector", .nonEmpty, "A label selector, as app=weather,tier!=test."),
    ]
}

/// Containers of a Docker Engine.
package struct EngineLookup: Section {
    package static let summary =
        "Running containers of a Docker Engine. Their labels mcpctl.port, mcpctl.path, mcpctl.scheme, mcpctl.name and "
        + "mcpctl.server win over what the profile says."

    package var host: String?
    package var labels: [String] = []

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(
            \.host,
            "host",
            .dockerHost,
            "Where the engine answers, as unix:///var/run/docker.sock; as DOCKER_HOST says when left out."
        ),
        Field(
            \.labels,
            "labels",
            "Labels that a container must have, as KEY or KEY=VALUE; mcpctl.port when none is named."
        ),
    ]
}

/// What a Prometheus scrapes.
package struct PrometheusLookup: Section {
    package static let summary = "What a Prometheus scrapes: its active targets."

    package var url = ""
    package var job: String?
    package var refresh = Duration.seconds(30)
    package var access: Access?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.url, "url", .httpURL, "Its address, up to /api/v1.", required: true),
        Field(\.job, "job", .nonEmpty, "The job; the server's name when left out."),
        Field(\.refresh, "refresh", "How often it is asked: from 1s to 24h."),
        Field(
            \.access,
            "access",
            "As whom the Prometheus itself is asked: never with the servers' credentials."
        ),
    ]

    package func check(_ source: Value, _ decoding: inout Decoding) {
        guard !(Duration.seconds(1)...Duration.seconds(86400)).contains(refresh) else { return }
        decoding.error(
            "\(decoding.subject).refresh must be from 1s to 24h, not \(refresh.profileText)",
            at: source["refresh"]?.location
        )
    }
}

extension TextRule {
    /// RFC 1035 section 2.3.4, with the '_' of services (RFC 2782).
    static let lookupName = TextRule(
        expectation: "a DNS name",
        pattern: "^([_A-Za-z0-9-]{1,63}\\.)*[_A-Za-z0-9-]{1,63}\\.?$",
        maximumLength: 254
    ) { text in
        let labels = (text.hasSuffix(".") ? text.dropLast() : text[...])
            .split(separator: ".", omittingEmptySubsequences: false)
        return labels.allSatisfy { label in
            (1...63).contains(label.utf8.count)
                && label.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || "_-".utf8.contains($0) }
        }
    }

    static let resolverAddress = TextRule(
        expectation: "an IP address, with a port if it is not 53: 10.0.0.2, 127.0.0.1:8600 or [::1]:53",
        pattern: "^([0-9.]+|\\[[0-9A-Fa-f:.]+\\])(:[0-9]{1,5})?$"
    ) { text in
        let end =
            text.hasPrefix("[")
            ? text.firstIndex(of: "]").map { text.index(after: $0) } : text.firstIndex(of: ":")
        let port = end.map { text[$0...] } ?? ""
        let host = end.map { text[..<$0] } ?? text[...]
        return !host.isEmpty
            && host.utf8.allSatisfy { $0.isASCIIDigit || $0.isASCIILetter || "[]:.".utf8.contains($0) }
            && (port.isEmpty || Int(port.dropFirst()).map { (1...65535).contains($0) } == true)
    }

    static let namespaceOrAll = TextRule(
        expectation: "the name of a namespace, or '*'",
        pattern: "^(\\*|[a-z0-9]([-a-z0-9]*[a-z0-9])?)$",
        maximumLength: 63
    ) { $0 == "*" || $0.isDNSLabel }

    static let dockerHost = TextRule(
        expectation: "unix:///PATH, tcp://HOST:PORT, http:// or https:// and HOST:PORT, without a user in it",
        pattern: "^(unix:///\\S+|(tcp|https?)://[^\\s/@?#]+/?)$"
    ) { text in
        guard !text.unicodeScalars.contains(where: { $0.properties.isWhitespace }) else { return false }
        if text.hasPrefix("unix:///") { return text.count > "unix:///".count }
        guard let scheme = ["tcp://", "http://", "https://"].first(where: text.hasPrefix) else {
            return false
        }
        let place = text.dropFirst(scheme.count)
        return !place.isEmpty && !place.contains("@") && !place.dropLast().contains("/")
    }
}
