internal import Diagnostics
internal import Profile
internal import Templates
internal import Values

/// What follows from a project for Compose: its services, what they share, and the files beside them.
///
/// Every server is on the inner network as soon as something else must find it there, and on one outer network at
/// most: that of servers that call upstreams, or that of published ports, from which nothing leads out.
struct ComposeModel {
    let project: Project
    let templates: CompiledTemplates
    let secrets: ComposeSecrets
    private(set) var services: [ComposeService] = []
    private(set) var configs: [(key: String, file: String)] = []
    private(set) var secretFiles: [(key: String, file: String)] = []
    private(set) var volumes: [String] = []
    /// Files beside compose.yaml.
    private(set) var files: [RenderedFile] = []
    private(set) var warnings: [Diagnostic] = []
    /// Ports of the host that are given away.
    private var takenPorts: Set<Int> = []

    init(_ project: Project, templates: CompiledTemplates) throws(InvalidInput) {
        self.project = project
        self.templates = templates
        secrets = ComposeSecrets(project)
        try addServers()
        try addRedis()
        try addGateway()
        try addMonitoring()
    }

    /// What is said once for all servers.
    var options: ComposeOptions { project.servers.first?.resolved.profile.compose ?? ComposeOptions() }
    var first: ResolvedProfile? { project.servers.first?.resolved }

    /// The servers that clients reach through the gateway.
    var gatewayServers: [Project.Server] { project.servers.filter { $0.resolved.profile.gateway != nil } }

    /// The networks that services use: only those are made.
    static let inner = "backend"
    static let published = "edge"
    static let outward = "egress"

    var networks: [String] { Set(services.flatMap { $0.networks.map(\.name) }).sorted() }

    mutating func add(_ service: ComposeService) throws(InvalidInput) {
        if services.contains(where: { $0.name == service.name }) {
            throw InvalidInput(
                .error(
                    "a server is called '\(service.name)', as is the \(service.component) that comes along",
                    hint: "give the server another name"
                )
            )
        }
        services.append(service)
    }

    /// Lets a service wait until another is healthy.
    mutating func depend(_ name: String, on other: String) {
        guard let index = services.firstIndex(where: { $0.name == name }) else { return }
        services[index].dependsOn.append((other, true))
    }

    /// A file beside compose.yaml that a service mounts.
    mutating func addConfig(_ key: String, file: String, text: String) {
        configs.append((key, "./\(file)"))
        files.append(RenderedFile(path: file, text: text, isCompanion: true, isMounted: true))
    }

    /// A secret on the host; one that several services read is one.
    mutating func addSecret(_ key: String, file: String) {
        if !secretFiles.contains(where: { $0.key == key }) { secretFiles.append((key, file)) }
    }

    /// The port of the host that is wanted, or the next one that nobody has.
    mutating func freePort(_ wanted: Int) -> Int {
        var port = wanted
        while !takenPorts.insert(port).inserted { port = port < 65535 ? port + 1 : 1024 }
        return port
    }

    mutating func addVolume(_ name: String) { volumes.append(name) }
    mutating func warn(_ diagnostic: Diagnostic) {
        if !warnings.contains(diagnostic) { warnings.append(diagnostic) }
    }

    /// The mark that is in every file that can hold one.
    var mark: String { RenderedFile.mark(for: project.name) }

    /// What all services say of themselves.
    var labels: [(name: String, value: String)] {
        first?.environment.map { [("dev.mcpctl.environment", $0)] } ?? []
    }

    /// A text of `templates/compose` that is not data, under our mark.
    func script(_ name: String) throws(InvalidInput) -> String {
        guard let file = templates.templates.file("compose/\(name)") else {
            throw InvalidInput(.error("there is no template 'compose/\(name)'"))
        }
        var lines = file.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let start = lines.first?.hasPrefix("#!") == true ? 1 : 0
        lines.insert("# \(mark).", at: start)
        return lines.joined(separator: "\n")
    }
}
