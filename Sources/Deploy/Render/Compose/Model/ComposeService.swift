internal import Values

/// One container of the project, as `compose/service.yaml` sees it: everything is decided.
///
/// Texts are ready for Compose: what is a `$` in a profile is a `$$` here.
struct ComposeService {
    let name: String
    let component: String
    var image: String
    /// The user and the group, as numbers: Compose looks names up in the image.
    var user: String

    init(name: String, component: String, image: String, user: String) {
        self.name = name
        self.component = component
        self.image = image
        self.user = user
    }

    var build: String?
    var entrypoint: [String]?
    var command: [String]?
    var workingDirectory: String?
    var environment = Object()
    var envFile: String?
    /// Folders in memory, with their sizes in bytes.
    var scratch: [(path: String, size: Int, owner: String?)] = []
    var volumes: [(name: String, path: String)] = []
    var configs: [(key: String, path: String)] = []
    var secrets: [(key: String, path: String)] = []
    var health: Health?
    var cpus = (limit: "0.5", request: "0.1")
    var memory = (limit: "256m", request: "64m")
    var processes = 512
    var ports: [Port] = []
    /// The networks, and the other names the service has there.
    var networks: [(name: String, aliases: [String])] = []
    /// Services that must be there before, and whether they must be healthy.
    var dependsOn: [(name: String, isHealthy: Bool)] = []
    var replicas: Int?
    var stopSignal = "SIGTERM"
    var graceSeconds = 30
    var labels: [(name: String, value: String)] = []

    struct Health {
        var words: [String]
        var intervalSeconds = 15
        var timeoutSeconds = 5
        var startSeconds = 30
        var retries = 3
    }

    struct Port {
        let name: String
        let container: Int
        let host: Int
        var address = "127.0.0.1"
    }

    /// What the template sees as `service`.
    var model: Value {
        func texts(_ words: [String]?) -> Value { words.map { .array($0.map(Value.string)) } ?? .null }
        var labels = Object()
        labels["dev.mcpctl.component"] = .string(component)
        for label in self.labels { labels[label.name] = .string(ComposeText.literal(label.value)) }
        var networks = Object()
        for network in self.networks {
            networks[network.name] = network.aliases.isEmpty ? [:] : ["aliases": texts(network.aliases)]
        }
        var dependencies = Object()
        for other in dependsOn {
            dependencies[other.name] = ["condition": other.isHealthy ? "service_healthy" : "service_started"]
        }
        let members: [(String, Value)] = [
            ("image", .string(image)), ("build", build.map(Value.string) ?? .null),
            ("entrypoint", texts(entrypoint)), ("command", texts(command)),
            ("workingDirectory", workingDirectory.map(Value.string) ?? .null), ("user", .string(user)),
            ("environment", environment.isEmpty ? .null : .object(environment)),
            ("envFile", envFile.map(Value.string) ?? .null),
            ("tmpfs", texts(scratch.map(Self.tmpfs))),
            ("volumes", .array(volumes.map { ["source": .string($0.name), "target": .string($0.path)] })),
            ("configs", .array(configs.map { ["source": .string($0.key), "target": .string($0.path)] })),
            ("secrets", .array(secrets.map { ["source": .string($0.key), "target": .string($0.path)] })),
            ("health", health.map(Self.model) ?? .null),
            ("cpus", ["limit": .string(cpus.limit), "request": .string(cpus.request)]),
            ("memory", ["limit": .string(memory.limit), "request": .string(memory.request)]),
            ("processes", .int(processes)), ("ports", .array(ports.map(Self.model))),
            ("networks", networks.isEmpty ? .null : .object(networks)),
            ("dependsOn", dependencies.isEmpty ? .null : .object(dependencies)),
            ("replicas", replicas.map(Value.int) ?? .null), ("stopSignal", .string(stopSignal)),
            ("grace", .string(ComposeText.seconds(graceSeconds))), ("labels", .object(labels)),
        ]
        return .object(members.reduce(into: Object()) { $0[$1.0] = $1.1 })
    }

    /// Only the server's user may look into its folders; `/tmp` is for everybody, as everywhere.
    private static func tmpfs(_ folder: (path: String, size: Int, owner: String?)) -> String {
        let size = "size=\(ComposeText.bytes(folder.size))"
        guard let owner = folder.owner else { return "\(folder.path):mode=1777,\(size)" }
        return "\(ComposeText.literal(folder.path)):gid=\(owner),mode=0750,\(size),uid=\(owner)"
    }

    private static func model(_ health: Health) -> Value {
        [
            "test": .array(["CMD"] + health.words.map(Value.string)),
            "interval": .string(ComposeText.seconds(health.intervalSeconds)),
            "timeout": .string(ComposeText.seconds(health.timeoutSeconds)),
            "startPeriod": .string(ComposeText.seconds(health.startSeconds)), "retries": .int(health.retries),
        ]
    }

    private static func model(_ port: Port) -> Value {
        [
            "name": .string(port.name), "target": .int(port.container),
            "published": .string(String(port.host)),
            "address": .string(port.address),
        ]
    }
}
