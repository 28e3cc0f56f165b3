internal import Diagnostics
internal import Profile
internal import Values

/// An nginx in front of servers on ECS: one host, one path for each, found by the names of Service Connect.
struct ECSGateway {
    let project: Project
    /// The servers that are behind it.
    let servers: [ECSModel]
    let templates: CompiledTemplates
    let isStack: Bool

    /// `nil` when clients reach the servers without one.
    ///
    /// A load balancer's rule sends the requests for one host to one server; for more it takes nginx.
    init?(_ project: Project, templates: CompiledTemplates, isStack: Bool) {
        let servers = project.servers.map {
            ECSModel(
                server: ServerModel($0, templates: templates.templates),
                isStack: isStack,
                isFronted: true
            )
        }.filter { $0.profile.gateway != nil }
        let needsOne = servers.contains { $0.options.gatewayImage != nil || !$0.hasOwnHost }
        guard !servers.isEmpty, project.isSet || needsOne else { return nil }
        self.project = project
        self.servers = servers
        self.templates = templates
        self.isStack = isStack
    }

    /// The gateway is one, and the servers' profiles hold its settings: the first of them counts.
    private var first: ECSModel { servers[0] }
    private var name: String { "\(project.name)-gateway" }
    private var family: String { first.resolved.environment.map { "\(name)-\($0)" } ?? name }
    /// nginxinc/nginx-unprivileged runs as this user.
    private static let user = 101
    private static let port = 8080
    private static let healthPort = 8081

    var folder: String { project.servers.contains { $0.name == "gateway" } ? name : "gateway" }
    func fronts(_ server: Project.Server) -> Bool { servers.contains { $0.name == server.name } }

    /// What the image is built from.
    func imageFiles() throws(InvalidInput) -> [RenderedFile] {
        let mark = RenderedFile.mark(for: project.name)
        return [
            RenderedFile(
                path: "nginx.conf",
                text: try configuration().text(templates, heading: "\(mark)."),
                isCompanion: true
            ),
            RenderedFile(
                path: "Dockerfile",
                text: """
                    # \(mark).
                    FROM nginxinc/nginx-unprivileged:1.29.4-alpine
                    COPY nginx.conf /etc/nginx/nginx.conf
                    # On Fargate a volume has the owner of the folder that the image declares.
                    VOLUME ["/tmp"]

                    """,
                isCompanion: true
            ),
        ]
    }

    /// What is missing before its task definition can be written.
    var warnings: [Diagnostic] {
        guard first.options.gatewayImage == nil else { return [] }
        return [
            .warning(
                "the gateway has no task definition: nobody knows its image yet",
                at: first.resolved.location("ecs"),
                hint:
                    "build \(folder)/Dockerfile, push the image, and name it: ecs: {gatewayImage: REGISTRY/NAME:VERSION@sha256:…}"
            )
        ]
    }

    private func configuration() throws(InvalidInput) -> NginxConfiguration {
        guard let shared = first.profile.gateway else { throw InvalidInput([]) }
        try check(shared)
        var nginx = NginxConfiguration(routes: try routes(), host: shared.host)
        nginx.port = Self.port
        nginx.healthPort = Self.healthPort
        nginx.rateLimit = shared.rateLimit
        nginx.auth = shared.auth
        nginx.drain = servers.map(\.profile.server.drain).max() ?? .seconds(45)
        // The load balancer speaks from the VPC, and the security group lets nobody else in.
        if first.options.targetGroup != nil || isStack {
            nginx.trustedProxies = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"]
        }
        return nginx
    }

    /// One nginx cannot do differently for different servers.
    private func check(_ shared: Gateway) throws(InvalidInput) {
        func settings(_ gateway: Gateway?) -> Value {
            var object = gateway?.encoded(absent: .null)?.object ?? Object()
            for key in ["prefix", "routes", "tlsSecret"] { object[key] = nil }
            return .object(object)
        }
        let differing = servers.filter { settings($0.profile.gateway) != settings(shared) }.map { model in
            Diagnostic.error(
                "the gateway of '\(model.name)' differs from that of '\(first.name)', and they share one",
                at: model.resolved.location("gateway"),
                hint: "say host, rateLimit and auth once, for all servers"
            )
        }
        let homeless = servers.filter { $0.options.namespace == nil }.map { model in
            Diagnostic.error(
                "ecs.namespace is missing: by it the gateway finds '\(model.name)'",
                at: model.resolved.location("ecs"),
                hint: "ecs: {namespace: NAME}, a Cloud Map namespace for Service Connect"
            )
        }
        guard differing.isEmpty, homeless.isEmpty else { throw InvalidInput(differing + homeless) }
    }

    private func routes() throws(InvalidInput) -> [NginxConfiguration.Route] {
        var routes: [NginxConfiguration.Route] = []
        for model in servers {
            let (server, gateway) = (model.profile.server, model.profile.gateway ?? Gateway())
            func add(_ path: String, to service: String, _ port: Int) {
                routes.append(
                    NginxConfiguration.Route(
                        name: service,
                        path: path,
                        serverPath: service == model.name ? server.path : path,
                        addresses: ["\(service):\(port)"],
                        transport: server.transport
                    )
                )
            }
            if gateway.routes.isEmpty {
                add((gateway.prefix ?? "") + server.path, to: model.name, server.port)
            }
            for route in gateway.routes {
                add(route.path, to: route.service ?? model.name, route.port ?? server.port)
            }
        }
        return routes
    }

    /// What `task-definition.yaml` and `service.yaml` lay out: the same as for a server, but for what nginx needs.
    func context() throws(InvalidInput) -> Object {
        let image = first.options.gatewayImage ?? ""
        let base = try first.context()
        let drain = servers.map(\.profile.server.drain).max() ?? .seconds(45)
        let changes: [(String, Value)] = [
            ("family", .string(family)), ("mark", .string(RenderedFile.mark(for: project.name))),
            ("cpu", "256"), ("memory", "512"),
            (
                "logGroup",
                first.options.logGroup == nil && !isStack
                    ? .string("/ecs/\(family)") : base["logGroup"] ?? .null
            ),
            ("image", first.value(.string(image), at: "ecs.gatewayImage")),
            ("user", .string("\(Self.user):\(Self.user)")),
            ("stopTimeout", .int(min(120, drain.wholeSeconds + 5))),
            ("ports", [["name": "mcp", "port": .int(Self.port)]]), ("env", []), ("secrets", []),
            ("entryPoint", ["nginx"]),
            // The image's own entry point would edit files that are read-only here.
            ("command", ["-e", "stderr", "-c", "/etc/nginx/nginx.conf", "-g", "daemon off;"]),
            (
                "healthCheck",
                [
                    "command": [
                        "CMD", "wget", "-q", "-O", "/dev/null",
                        "http://127.0.0.1:\(Self.healthPort)/-/healthy",
                    ], "interval": 10, "timeout": 5, "retries": 3, "startPeriod": 10,
                ]
            ),
            ("prepare", .null), ("taskRole", .null), ("scaling", .null), ("desiredCount", 2),
            ("volumes", [["name": "tmp", "fileSystem": .null]]),
            ("mounts", [["volume": "tmp", "path": "/tmp", "readOnly": false]]),
            ("tags", .array(tags)), ("loadBalancer", loadBalancer),
            (
                "deployment",
                ["minimumHealthyPercent": 100, "maximumPercent": 200, "rebalancing": "ENABLED"]
            ),
            (
                "serviceConnect",
                [
                    "namespace": first.options.namespace.map(Value.string) ?? .null, "name": .string(name),
                    "port": .int(Self.port),
                ]
            ),
        ]
        var context = first.resolved.context
        context["name"] = .string(name)
        context["runtime"] = ["workingDirectory": "/"]
        var options = first.options
        options.exec = false
        options.ephemeralStorage = nil
        options.architecture = first.options.architecture
        context["ecs"] = options.encoded(absent: .null)
        context["aws"] = changes.reduce(base) { $0.setting($1.0, $1.1) }
        return context
    }

    private var tags: [Value] {
        [("application", name), ("managed-by", RenderedFile.mark(for: project.name))].map {
            ["key": .string($0.0), "value": .string($0.1)]
        }
    }

    private var loadBalancer: Value {
        guard let group = first.options.targetGroup else { return .null }
        return ["targetGroup": .string(group), "port": .int(Self.port), "graceSeconds": 30]
    }
}
