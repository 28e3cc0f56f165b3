import Render
import Testing
import Values

/// What holds for every set of manifests, read back from its text.
struct Structure {
    let objects: [Value]

    init(_ rendering: Rendering) throws { objects = try rendering.objects() }

    func check(_ place: SourceLocation = #_sourceLocation) throws {
        let workload = try #require(one(of: "Deployment", "StatefulSet"), sourceLocation: place)
        let pod = try #require(workload.at("spec", "template"), sourceLocation: place)
        checkSelectors(workload, pod, place)
        checkPorts(pod, place)
        checkVolumes(workload, pod, place)
        checkIdentity(place)
        checkScaling(workload, place)
    }

    private func one(of kinds: String...) -> Value? {
        let found = objects.filter { kinds.contains($0["kind"]?.string ?? "") }
        return found.count == 1 ? found[0] : nil
    }

    private func all(_ kind: String) -> [Value] { objects.filter { $0["kind"]?.string == kind } }

    private func containers(_ pod: Value) -> [Value] { pod.at("spec", "containers")?.array ?? [] }

    private func selects(_ selector: Value?, _ labels: Value?) -> Bool {
        guard let selector = selector?.object, !selector.isEmpty else { return false }
        return selector.allSatisfy { labels?[$0.key] == $0.value }
    }

    private func checkSelectors(_ workload: Value, _ pod: Value, _ place: SourceLocation) {
        let labels = pod.at("metadata", "labels")
        #expect(selects(workload.at("spec", "selector", "matchLabels"), labels), sourceLocation: place)
        for service in all("Service") {
            #expect(selects(service.at("spec", "selector"), labels), sourceLocation: place)
        }
        for budget in all("PodDisruptionBudget") {
            #expect(selects(budget.at("spec", "selector", "matchLabels"), labels), sourceLocation: place)
        }
        for policy in all("NetworkPolicy") {
            #expect(selects(policy.at("spec", "podSelector", "matchLabels"), labels), sourceLocation: place)
        }
        #expect(
            all("NetworkPolicy").count == 1 && all("PodDisruptionBudget").count == 1,
            sourceLocation: place
        )
    }

    private func checkPorts(_ pod: Value, _ place: SourceLocation) {
        let ports = containers(pod).flatMap { $0["ports"]?.array ?? [] }
        let names = ports.compactMap { $0["name"]?.string }
        #expect(Set(names).count == ports.count, sourceLocation: place)
        #expect(
            Set(ports.compactMap { $0["containerPort"]?.int }).count == ports.count,
            sourceLocation: place
        )
        for service in all("Service") {
            for port in service.at("spec", "ports")?.array ?? [] {
                #expect(names.contains(port["targetPort"]?.string ?? ""), sourceLocation: place)
            }
        }
        for container in containers(pod) {
            for name in ["startupProbe", "readinessProbe", "livenessProbe"] {
                let probe = container[name]
                #expect(probe != nil, "no \(name)", sourceLocation: place)
                let port = probe?.at("httpGet", "port") ?? probe?.at("tcpSocket", "port")
                if let port { #expect(names.contains(port.string ?? ""), sourceLocation: place) }
                let timeout = probe?["timeoutSeconds"]?.int ?? 0
                #expect(timeout > 0 && timeout <= probe?["periodSeconds"]?.int ?? 0, sourceLocation: place)
            }
        }
        let serviceNames = Set(all("Service").compactMap { $0.at("metadata", "name")?.string })
        for ingress in all("Ingress") {
            for rule in ingress.at("spec", "rules")?.array ?? [] {
                for path in rule.at("http", "paths")?.array ?? [] {
                    let service = path.at("backend", "service", "name")?.string ?? ""
                    #expect(serviceNames.contains(service), sourceLocation: place)
                }
            }
        }
    }

    private func checkVolumes(_ workload: Value, _ pod: Value, _ place: SourceLocation) {
        let own = workload.at("spec", "volumeClaimTemplates")?.array ?? []
        let volumes = pod.at("spec", "volumes")?.array ?? []
        let names = (own.compactMap { $0.at("metadata", "name") } + volumes.compactMap { $0["name"] })
            .compactMap(\.string)
        #expect(Set(names).count == names.count, sourceLocation: place)
        var mounted: Set<String> = []
        for container in containers(pod) {
            let mounts = container["volumeMounts"]?.array ?? []
            for mount in mounts {
                let name = mount["name"]?.string ?? ""
                mounted.insert(name)
                #expect(names.contains(name), "\(name) is mounted and no volume", sourceLocation: place)
            }
            let paths = mounts.compactMap { $0["mountPath"]?.string }
            #expect(Set(paths).count == paths.count && paths.contains("/tmp"), sourceLocation: place)
            let variables = (container["env"]?.array ?? []).compactMap { $0["name"]?.string }
            #expect(Set(variables).count == variables.count, sourceLocation: place)
        }
        #expect(mounted == Set(names), "a volume is mounted nowhere", sourceLocation: place)
        for volume in volumes {
            if let name = volume.at("configMap", "name")?.string {
                #expect(all("ConfigMap").contains { $0.reference.name == name }, sourceLocation: place)
            }
            if let name = volume.at("persistentVolumeClaim", "claimName")?.string {
                #expect(
                    all("PersistentVolumeClaim").contains { $0.reference.name == name },
                    sourceLocation: place
                )
            }
        }
    }

    private func checkIdentity(_ place: SourceLocation) {
        #expect(Set(objects.map(\.reference)).count == objects.count, sourceLocation: place)
        let namespaces = Set(
            objects.filter { $0["kind"]?.string != "Namespace" }.map {
                $0.at("metadata", "namespace")?.string
            }
        )
        #expect(namespaces.count == 1 && !namespaces.contains(nil), sourceLocation: place)
        #expect(objects.allSatisfy { !holdsNull($0) }, sourceLocation: place)
    }

    private func holdsNull(_ value: Value) -> Bool {
        switch value.content {
        case .null: true
        case .array(let items): items.contains(where: holdsNull)
        case .object(let object): object.contains { holdsNull($0.value) }
        case .bool, .number, .string: false
        }
    }

    private func checkScaling(_ workload: Value, _ place: SourceLocation) {
        let scalers = all("HorizontalPodAutoscaler")
        #expect((workload.at("spec", "replicas") == nil) == !scalers.isEmpty, sourceLocation: place)
        for scaler in scalers {
            let target = scaler.at("spec", "scaleTargetRef")
            #expect(target?["name"] == workload.at("metadata", "name"), sourceLocation: place)
            #expect(target?["kind"] == workload["kind"], sourceLocation: place)
        }
        if workload["kind"]?.string == "StatefulSet" {
            let service = workload.at("spec", "serviceName")?.string
            #expect(all("Service").contains { $0.reference.name == service }, sourceLocation: place)
        }
    }
}
