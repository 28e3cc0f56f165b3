internal import Diagnostics
internal import Profile
internal import Values

/// What the templates of a Dockerfile need to know beyond the profile: every decision is made here.
struct DockerModel {
    let server: ServerModel
    let images: BaseImages
    let layout: ImageLayout

    var profile: Profile { server.profile }
    var runtime: Runtime { profile.runtime }

    init(_ server: ServerModel) throws(InvalidInput) {
        self.server = server
        let runtime = server.profile.runtime
        guard let images = BaseImages(server.profile) else {
            let isCustom = runtime.language == .custom
            throw InvalidInput(
                .error(
                    isCustom
                        ? "nothing is known of how the server is built: no Dockerfile can be made of it"
                        : "no base image follows from language \(runtime.language.rawValue) without a version",
                    at: server.resolved.location("runtime"),
                    hint: isCustom
                        ? "say runtime.language (node, python, swift, go) and version, or runtime.image and command"
                        : "runtime: {version: …}, or name runtime.image and runtime.buildImage"
                )
            )
        }
        self.images = images
        layout = try ImageLayout(server)
    }

    var manager: Runtime.PackageManager? {
        if let manager = runtime.packageManager { return manager }
        switch runtime.language {
        case .node: return .npm
        case .python: return .pip
        case .swift: return .swift
        case .go: return .go
        case .custom: return nil
        }
    }

    /// What is installed when the profile names no version of it.
    private var managerVersion: String? {
        if let version = runtime.packageManagerVersion { return version }
        switch manager {
        case .pnpm: return "10.12.1"
        case .yarn: return "1.22.22"
        case .poetry: return "2.1.3"
        case .uv: return "0.7.13"
        case .npm, .pip, .swift, .go, nil: return nil
        }
    }

    /// Whether what is needed for building only must be there while the server is built.
    private var installsAll: Bool { runtime.dependencies == .all || !runtime.build.isEmpty }

    /// How the install is told to leave out what is for development only, or that it is meant to stay.
    private var omission: String {
        if runtime.dependencies == .all {
            switch manager {
            case .npm: return " --include=dev"
            case .pnpm: return " --prod=false"
            case .yarn: return " --production=false"
            case .poetry, .uv, .pip, .swift, .go, nil: return ""
            }
        }
        guard !installsAll else { return "" }
        switch manager {
        case .npm: return " --omit=dev"
        case .pnpm: return " --prod"
        case .yarn: return " --production"
        case .poetry: return " --only main"
        case .uv: return " --no-dev"
        case .pip, .swift, .go, nil: return ""
        }
    }

    /// Paths of the project that have no business in the image.
    private var ignored: (secrets: [String], hidden: [String]) {
        let folder = runtime.workingDirectory + "/"
        return (
            secrets: profile.secrets.compactMap(\.element.file).filter { !$0.hasPrefix("/") },
            // A volume hides what the image has there, and local data belongs to nobody else.
            hidden: profile.volumes.map(\.element.path).filter { $0.hasPrefix(folder) }.map {
                String($0.dropFirst(folder.count))
            }
        )
    }

    /// The ports the server listens on, the MCP endpoint's first.
    var ports: [Int] {
        [
            profile.server.port, profile.health.kind == .http ? profile.health.port : nil,
            profile.metrics.enabled ? profile.metrics.port : nil,
            profile.admin.enabled ? profile.admin.port : nil,
        ].compactMap(\.self).uniqued
    }

    /// The question of a container for its own health, with words that the image surely has.
    var healthQuestion: [String]? { server.containerQuestion }

    /// The template of the language's own stages.
    var languageTemplate: String { "docker/\(runtime.language.rawValue).yaml" }

    func context() throws(InvalidInput) -> Value {
        let health = profile.health
        var docker = Object()
        docker["mark"] = .string(RenderedFile.mark(for: server.name))
        docker["image"] = .string(images.final)
        docker["buildImage"] = .string(images.build)
        docker["initImage"] = .string(images.initial)
        docker["family"] = ImageFamily(images.initial) == .alpine ? "alpine" : "debian"
        docker["needsCertificates"] = .bool(runtime.language == .swift || runtime.language == .go)
        docker["user"] = .string("\(runtime.user):\(runtime.user)")
        docker["folder"] = .string(runtime.workingDirectory)
        docker["manager"] = manager.map { .string($0.rawValue) } ?? .null
        docker["managerVersion"] = managerVersion.map(Value.string) ?? .null
        docker["isYarnClassic"] = .bool(manager == .yarn && managerVersion?.hasPrefix("1.") == true)
        docker["omit"] = .string(omission)
        docker["prunes"] = .bool(installsAll && runtime.dependencies == .production)
        docker["installFiles"] = .array(runtime.installFiles.map(Value.string))
        docker["build"] = .array(runtime.build.map(Value.string))
        docker["artifacts"] = .array(layout.artifacts.map(Value.object))
        docker["program"] =
            layout.program.map { ["name": .string($0.name), "path": .string($0.path)] } ?? .null
        docker["programFolder"] = layout.program.map { .string($0.folder) } ?? .null
        docker["bridgePath"] = layout.bridge == nil ? "" : "/opt/mcpctl/bridge/bin:"
        docker["secretFiles"] = .array(ignored.secrets.map(Value.string))
        docker["hidden"] = .array(ignored.hidden.map(Value.string))
        docker["bridge"] = layout.bridge.map(Value.object) ?? .null
        docker["scripts"] = .array(
            layout.scripts.map { ["file": .string($0.contextPath), "path": .string($0.path)] }
        )
        docker["writable"] = .array(profile.volumes.map { .string($0.element.path) })
        docker["env"] = .object(layout.variables)
        docker["labels"] = .object(labels)
        docker["ports"] = .array(ports.map(Value.int))
        docker["command"] = .array(layout.command.map(Value.string))
        docker["health"] =
            healthQuestion.map { question in
                [
                    "test": .array(question.map(Value.string)),
                    "interval": .string("\(health.period.wholeSeconds)s"),
                    "timeout": .string("\(server.containerQuestionSeconds)s"),
                    "startPeriod": .string("\(health.startup.wholeSeconds)s"), "retries": 3,
                ]
            } ?? "NONE"
        return .object(docker)
    }

    /// The annotations of the OCI image specification that are known before a build; what a build knows comes as
    /// arguments.
    private var labels: Object {
        var labels = Object()
        func set(_ key: String, _ text: String?) {
            guard let text else { return }
            let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
            labels["org.opencontainers.image.\(key)"] = .string(line)
        }
        let base = images.final.split(separator: "@", maxSplits: 1).map(String.init)
        set("title", profile.name)
        set("description", profile.description)
        set("version", profile.version)
        set("vendor", profile.owner?.team)
        set("authors", profile.owner?.email)
        set("base.name", base.first)
        set("base.digest", base.count == 2 ? base.last : nil)
        return labels
    }

    var warnings: [Diagnostic] {
        var warnings: [Diagnostic] = []
        let unpinned = images.unpinned
        if !unpinned.isEmpty {
            let names = unpinned.joined(separator: " and ")
            warnings.append(
                .warning(
                    "\(names) \(unpinned.count == 1 ? "has" : "have") no digest: the same Dockerfile may build another image tomorrow",
                    at: server.resolved.location("runtime"),
                    hint: "runtime.image and runtime.buildImage take a reference with @sha256:…"
                )
            )
        }
        if healthQuestion == nil {
            warnings.append(
                .warning(
                    "the image has nothing to ask its health with: it gets HEALTHCHECK NONE",
                    at: server.resolved.location("health"),
                    hint:
                        "health.command: [/app/\(profile.name), --health], or whatever in the image can tell"
                )
            )
        }
        return warnings
    }
}
