internal import Diagnostics
internal import Values

extension ManifestCheck {
    /// An Ingress or a route of a Gateway that leads to no Service, or to no port of it.
    static let routeBackends = ManifestCheck(id: "route-backend") { set in
        set.objects(of: "Ingress").flatMap { ingress in
            paths(of: ingress)
                + backends(of: ingress).compactMap { backend in
                    guard let service = backend["service"] else { return outdated(backend, in: ingress) }
                    let port = service.at("port", "number") ?? service.at("port", "name")
                    return finding(service["name"], port, at: service.location, in: ingress, of: set)
                }
        }
            + set.objects(of: "HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute").flatMap { route in
                backendReferences(of: route).compactMap {
                    finding($0["name"], $0["port"], at: $0.location, in: route, of: set)
                }
            }
    }

    private static func backends(of ingress: Value) -> [Value] {
        let rules = ingress["spec"]?.list("rules") ?? []
        return [ingress.at("spec", "defaultBackend")].compactMap(\.self)
            + rules.flatMap { $0["http"]?.list("paths") ?? [] }.compactMap { $0["backend"] }
    }

    /// The Services a route sends to; those in another namespace are not ours to know.
    private static func backendReferences(of route: Value) -> [Value] {
        (route["spec"]?.list("rules") ?? []).flatMap { $0.list("backendRefs") }.filter { reference in
            (reference.text("kind") ?? "Service") == "Service" && (reference.text("group") ?? "").isEmpty
                && (reference.text("namespace") ?? route.namespace) == route.namespace
        }
    }

    private static func finding(
        _ name: Value?,
        _ port: Value?,
        at location: SourceLocation?,
        in route: Value,
        of set: ManifestSet
    ) -> Diagnostic? {
        guard let text = name?.string, !text.isEmpty else {
            return .error(
                "\(route.title): a backend does not say which Service it is",
                at: name?.location ?? location
            )
        }
        guard let service = set.object("Service", text, beside: route) else {
            if set.provides("Service", text) { return nil }
            return .error(
                "\(route.title): sends to Service/\(text), which is not among the manifests",
                at: name?.location,
                hint: nearest(to: text, in: set.names(of: "Service")).map { "did you mean '\($0)'?" }
                    ?? "add the Service, or list it among the objects the cluster already has"
            )
        }
        guard let port else {
            return .error(
                "\(route.title): does not say which port of Service/\(text) it sends to",
                at: location
            )
        }
        let ports = service["spec"]?.list("ports") ?? []
        if ports.contains(where: { $0["port"] == port || (port.string != nil && $0["name"] == port) }) {
            return nil
        }
        let known = ports.compactMap { $0["port"]?.int.map(String.init) }.joined(separator: ", ")
        return .error(
            "\(route.title): Service/\(text) has no port \(port.string.map { "'\($0)'" } ?? port.number?.text ?? port.kind)",
            at: port.location,
            hint: known.isEmpty ? nil : "its ports are \(known); the targetPort does not count here"
        )
    }

    private static func outdated(_ backend: Value, in ingress: Value) -> Diagnostic? {
        if backend["resource"] != nil { return nil }
        return .error(
            "\(ingress.title): a backend names no service",
            at: backend.location,
            hint: "write service: {name: …, port: {number: …}}"
        )
    }

    private static func paths(of ingress: Value) -> [Diagnostic] {
        (ingress["spec"]?.list("rules") ?? []).flatMap { $0["http"]?.list("paths") ?? [] }.compactMap {
            path in
            if path["backend"] == nil {
                return .error("\(ingress.title): a path has no backend", at: path.location)
            }
            guard let type = path["pathType"] else {
                return .error(
                    "\(ingress.title): a path has no pathType",
                    at: path.location,
                    hint: "write pathType: Prefix"
                )
            }
            let types = ["Prefix", "Exact", "ImplementationSpecific"]
            if let text = type.string, types.contains(text) { return nil }
            return .error(
                "\(ingress.title): pathType must be Prefix, Exact or ImplementationSpecific",
                at: type.location,
                hint: type.string.flatMap { nearest(to: $0, in: types) }.map { "did you mean '\($0)'?" }
            )
        }
    }
}
