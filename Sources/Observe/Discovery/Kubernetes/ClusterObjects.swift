internal import Values

/// What an object of a cluster says about targets, by its kind.
struct ClusterObjects {
    let role: Role

    enum Role: Sendable {
        case pod, service, endpointSlice

        var path: (group: String, plural: String) {
            switch self {
            case .pod: ("/api/v1", "pods")
            case .service: ("/api/v1", "services")
            case .endpointSlice: ("/apis/discovery.k8s.io/v1", "endpointslices")
            }
        }
    }

    /// A port with the name it may have.
    private struct Port {
        let name: String
        let number: Int

        init?(_ value: Value, _ key: String) {
            guard let number = value[key]?.int, 1...65535 ~= number else { return nil }
            (name, self.number) = (value["name"]?.string ?? "", number)
        }
    }

    /// The addresses of an object; empty for one that has none yet, or no longer.
    func found(in object: Value) -> [TargetMould.Found] {
        switch role {
        case .pod: pod(object)
        case .service: service(object)
        case .endpointSlice: slice(object)
        }
    }

    private func pod(_ object: Value) -> [TargetMould.Found] {
        let status = object["status"]
        guard let address = status?["podIP"]?.string, !address.isEmpty,
            !["Succeeded", "Failed"].contains(status?["phase"]?.string ?? "")
        else { return [] }
        let containers = object["spec"]?["containers"]?.array ?? []
        let ports = containers.flatMap { $0["ports"]?.array ?? [] }
            .filter { ($0["protocol"]?.string ?? "TCP") == "TCP" }.compactMap { Port($0, "containerPort") }
        var found = base(object, host: address, ports: ports) { name, number in
            // What a pod says of its ports is only information: it may listen on others.
            ports.first { $0.name == name }?.number ?? (number > 0 ? number : nil)
        }
        found.name = object["metadata"]?["name"]?.string
        add("pod", found.name, to: &found)
        let ready = (status?["conditions"]?.array ?? []).first { $0["type"]?.string == "Ready" }
        if object["metadata"]?["deletionTimestamp"] != nil {
            found.remark = "terminating"
        } else if ready?["status"]?.string != "True" {
            found.remark = "not ready" + (ready?["reason"]?.string.map { ": \($0)" } ?? "")
        }
        return [found]
    }

    private func service(_ object: Value) -> [TargetMould.Found] {
        let spec = object["spec"]
        // Without an address of its own it is another way to the addresses of another one.
        guard let name = object["metadata"]?["name"]?.string, spec?["clusterIP"]?.string != "None",
            spec?["type"]?.string != "ExternalName"
        else { return [] }
        let ports = (spec?["ports"]?.array ?? []).compactMap { Port($0, "port") }
        let namespace = object["metadata"]?["namespace"]?.string ?? "default"
        var found = base(object, host: "\(name).\(namespace).svc", ports: ports) { name, number in
            (ports.first { $0.name == name } ?? ports.first { $0.number == number })?.number
        }
        // A Service has its own numbers: without a name that tells, the first is the one.
        found.port = found.port ?? ports.first?.number
        found.name = name
        add("service", name, to: &found)
        return [found]
    }

    private func slice(_ object: Value) -> [TargetMould.Found] {
        let ports = (object["ports"]?.array ?? []).compactMap { Port($0, "port") }
        let service = object["metadata"]?["labels"]?["kubernetes.io/service-name"]?.string
        return (object["endpoints"]?.array ?? []).flatMap { endpoint -> [TargetMould.Found] in
            let pod = endpoint["targetRef"]?["name"]?.string
            // Of several addresses of one endpoint any may be used ("EndpointSlices").
            return (endpoint["addresses"]?.array ?? []).prefix(1).compactMap(\.string).map { address in
                var found = base(object, host: address, ports: ports) { name, number in
                    ports.first { $0.name == name }?.number ?? (number > 0 ? number : nil)
                }
                found.port = found.port ?? ports.first?.number
                found.name = pod
                add("pod", pod, to: &found)
                add("service", service, to: &found)
                if endpoint["conditions"]?["terminating"]?.bool == true {
                    found.remark = "terminating"
                } else if endpoint["conditions"]?["ready"]?.bool == false {
                    found.remark = "not ready"
                }
                return found
            }
        }
    }

    private func base(
        _ object: Value,
        host: String,
        ports: [Port],
        reach: @escaping @Sendable (String, Int) -> Int?
    ) -> TargetMould.Found {
        var found = TargetMould.Found(host: host)
        found.reach = reach
        found.port = ports.first { $0.name == "mcp" }?.number
        found.isMCPPort = found.port != nil
        let labels = object["metadata"]?["labels"]
        found.serverWords = ["app.kubernetes.io/name", "app", "k8s-app"].compactMap { labels?[$0]?.string }
        add("namespace", object["metadata"]?["namespace"]?.string, to: &found)
        return found
    }

    private func add(_ name: String, _ value: String?, to found: inout TargetMould.Found) {
        if let value { found.labels.append((name, value)) }
    }
}
