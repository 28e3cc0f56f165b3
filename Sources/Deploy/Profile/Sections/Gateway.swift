package import Values

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
    package var prefix: String?
    package var rateLimit: RateLimit?
    package var auth: GatewayAuth?
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
        Field(
            \.prefix,
            "prefix",
            .urlPath,
            "Stands before the server's own path, and is taken away on the way to it; /NAME in a profile with servers."
        ),
        Field(\.rateLimit, "rateLimit", "How many requests the gateway lets each client address make."),
        Field(\.auth, "auth", GatewayAuth.summary),
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
        if prefix?.hasSuffix("/") == true {
            decoding.error("gateway.prefix must not end in '/'", at: source["prefix"]?.location)
        }
        if prefix != nil, !routes.isEmpty {
            decoding.error(
                "gateway.prefix would be ignored: gateway.routes names the paths",
                at: source["routes"]?.location,
                hint: "keep one of them"
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

/// Who tells the gateway whether a request may pass.
package struct GatewayAuth: Section {
    package static let summary =
        "Who tells the gateway whether a request may pass: an endpoint that answers 2xx, or 401 and 403."

    package var url = ""
    package var responseHeaders: [String] = []

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(
            \.url,
            "url",
            .httpURL,
            "Asked before each request with its headers, as by nginx's auth_request.",
            required: true
        ),
        Field(
            \.responseHeaders,
            "responseHeaders",
            "Headers of its answer that the server gets, such as X-Auth-Request-User."
        ),
    ]

    package static let shorthand: Shorthand<Self>? = Shorthand(form: "a URL", schema: TextRule.httpURL.schema)
    { value in
        value.string.flatMap { url in
            guard TextRule.httpURL.accepts(url) else { return nil }
            var auth = GatewayAuth()
            auth.url = url
            return auth
        }
    }
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
