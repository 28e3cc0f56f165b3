internal import Diagnostics
internal import Profile
internal import Values

extension KubernetesModel {
    /// A listener of the container.
    struct Port {
        let name: String
        let number: Int
    }

    /// The listeners, each number once, under the name of its first use.
    var ports: [Port] {
        var ports = [Port(name: "mcp", number: profile.server.port)]
        func add(_ name: String, _ number: Int?) {
            guard let number, !ports.contains(where: { $0.number == number }) else { return }
            ports.append(Port(name: name, number: number))
        }
        add("health", profile.health.kind == .http ? profile.health.port : nil)
        add("metrics", profile.metrics.enabled ? profile.metrics.port : nil)
        add("admin", profile.admin.enabled ? profile.admin.port : nil)
        return ports
    }

    func portName(_ number: Int?) -> String {
        ports.first { $0.number == number ?? profile.server.port }?.name ?? "mcp"
    }

    /// Clients find the MCP endpoint on port 80.
    ///
    /// The admin channel is never part of a Service.
    var servicePorts: Value {
        var ports: [Value] = [["name": "mcp", "port": 80, "target": "mcp"]]
        if profile.metrics.enabled, let number = profile.metrics.port, number != profile.server.port {
            ports.append(["name": "metrics", "port": .int(number), "target": .string(portName(number))])
        }
        return .array(ports)
    }

    /// The Service port that leads to the metrics.
    var metricsServicePort: String {
        profile.metrics.port.map { $0 == profile.server.port ? "mcp" : "metrics" } ?? "mcp"
    }

    /// The port of the Service that has an address for every pod; `null` when nobody asks for one.
    var headless: Value {
        if isStateful {
            return [
                "name": "peer", "port": .int(profile.server.port), "target": "mcp", "publishesUnready": false,
            ]
        }
        guard server.isScrapedByReplica else { return .null }
        return [
            "name": "metrics", "port": .int(metricsPort), "target": .string(portName(metricsPort)),
            "publishesUnready": true,
        ]
    }

    private var metricsPort: Int { profile.metrics.port ?? profile.server.port }

    /// Who may come in, and on which ports.
    var ingressRules: [Value] {
        var clients: [Value] = [["namespace": .string(namespace), "labels": .null]]
        clients += profile.network.clients.map { peer in
            var labels = Object()
            for entry in peer.labels { labels[entry.name] = .string(entry.element) }
            return ["namespace": .string(peer.namespace), "labels": labels.isEmpty ? .null : .object(labels)]
        }
        if let gateway = profile.gateway {
            let proxy = gateway.controllerNamespace ?? proxyNamespace(of: gateway)
            clients.append(["namespace": .string(proxy), "labels": .null])
        }
        var rules: [Value] = [["peers": .array(clients), "ports": [.int(profile.server.port)]]]
        if profile.metrics.enabled {
            let monitoring: Value = [
                "namespace": .string(profile.kubernetes.monitoringNamespace), "labels": .null,
            ]
            rules.append(["peers": [monitoring], "ports": [.int(metricsPort)]])
        }
        return rules
    }

    /// Where the pods run that requests from outside come through.
    private func proxyNamespace(of gateway: Gateway) -> String {
        switch gateway.kind {
        case .ingress: "ingress-nginx"
        // Most implementations of the Gateway API run the proxy beside its Gateway.
        case .httproute: gateway.parent?.namespace ?? namespace
        }
    }

    var egressRules: [Value] {
        var rules = profile.network.egress
        if let redis = profile.cache.redis, !rules.contains(where: { $0.ports.contains(redis.port) }) {
            // The name may resolve anywhere: its port is what is known.
            rules.append(Egress(cidr: "0.0.0.0/0", ports: [redis.port]))
            // Some networks never match pods by address.
            if let namespace = serviceNamespace(of: redis.host) {
                rules.append(Egress(namespace: namespace, ports: [redis.port]))
            }
        }
        return rules.map { rule in
            [
                "cidr": rule.cidr.map(Value.string) ?? .null,
                "namespace": rule.namespace.map(Value.string) ?? .null,
                "ports": .array(rule.ports.map(Value.int)),
                "except": rule.reachesMetadataService && rule.cidr != "\(Egress.metadataService)/32"
                    ? .string("\(Egress.metadataService)/32") : .null,
            ]
        }
    }

    /// The namespace of a Service by one of its names: `redis`, `redis.cache`, `redis.cache.svc.cluster.local`.
    private func serviceNamespace(of host: String) -> String? {
        let labels = host.split(separator: ".").map(String.init)
        switch labels.count {
        case 1: return namespace
        case 2: return TextRule.dnsLabel.problem(with: labels[1]) == nil ? labels[1] : nil
        default: return labels[2] == "svc" ? labels[1] : nil
        }
    }

    /// The gateway's paths and the Services behind them.
    ///
    /// `rewrite` is the path that the server knows it by, when that is another one.
    var routes: [Value] {
        guard let gateway = profile.gateway else { return [] }
        guard !gateway.routes.isEmpty else {
            let path = profile.server.path
            return [
                [
                    "path": .string((gateway.prefix ?? "") + path), "service": .string(name), "port": 80,
                    "rewrite": gateway.prefix == nil ? .null : .string(path),
                    // ingress-nginx takes what the group holds, and nothing beside the endpoint is let in.
                    "pattern": .string("\(gateway.prefix ?? "")/(\(path.dropFirst())(/|$).*)"),
                ]
            ]
        }
        return gateway.routes.map { route in
            [
                "path": .string(route.path), "service": .string(route.service ?? name),
                "port": .int(route.port ?? 80), "rewrite": .null,
            ]
        }
    }

    /// What of the gateway's settings the cluster's proxy cannot be told.
    var gatewayWarnings: [Diagnostic] {
        guard let gateway = profile.gateway, gateway.kind == .httproute || gateway.className != "nginx" else {
            return []
        }
        let isRoute = gateway.kind == .httproute
        let settings: [(key: String, isSaid: Bool)] = [
            ("rateLimit", gateway.rateLimit != nil), ("auth", gateway.auth != nil),
            ("prefix", gateway.prefix != nil && !isRoute),
        ]
        return settings.filter(\.isSaid).map { setting in
            .warning(
                isRoute
                    ? "gateway.\(setting.key) is not rendered: the Gateway API has no policy for it that every implementation knows"
                    : "gateway.\(setting.key) is not rendered: the annotations of the class '\(gateway.className)' are not known",
                at: resolved.location("gateway.\(setting.key)"),
                hint: isRoute
                    ? "attach the implementation's own policy to the HTTPRoute '\(name)'"
                    : "add the controller's annotations with 'patches' to the Ingress"
            )
        }
    }
}
