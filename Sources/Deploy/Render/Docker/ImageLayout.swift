internal import Diagnostics
internal import Profile
internal import Values

/// What lies where in the image, and how it starts.
struct ImageLayout {
    /// A file of ours that is built into the image.
    struct Script: Sendable {
        /// Beside the Dockerfile.
        let contextPath: String
        /// In the image.
        let path: String
        let text: String
    }

    /// A compiled program: what it is called where it is built, and where it is in the image.
    struct Program: Sendable {
        let name: String
        let path: String

        /// With the `/` that makes it a folder.
        var folder: String { String(path.dropLast(name.count)) }
    }

    let command: [String]
    let program: Program?
    let scripts: [Script]
    /// What the image keeps of the working directory, by the paths there and in the image; empty for all of it.
    let artifacts: [Object]
    let bridge: Object?
    /// The variables the image itself sets, before those of the language.
    let variables: Object

    init(_ server: ServerModel) throws(InvalidInput) {
        let runtime = server.profile.runtime
        program = Self.program(of: server.profile)
        command = try Self.command(of: server, program)
        scripts = try Self.scripts(of: server)
        let folder = runtime.workingDirectory
        artifacts = runtime.artifacts.map { artifact in
            let name = artifact.hasSuffix("/") ? String(artifact.dropLast()) : artifact
            var object = Object()
            object["path"] = .string("\(folder)/\(name)")
            return object
        }
        bridge = try Self.bridge(of: server)
        var variables = Object()
        for name in runtime.imageEnv {
            guard let entry = server.profile.env[name] else { continue }
            // A name a line, as ALLOWED_HOSTS may be written, is one line here.
            variables[name] = .string(entry.text.split(whereSeparator: \.isNewline).joined())
        }
        self.variables = variables
    }

    /// Swift and Go make one program, called like the first word of its command.
    private static func program(of profile: Profile) -> Program? {
        guard profile.runtime.language == .swift || profile.runtime.language == .go else { return nil }
        let folder = profile.runtime.workingDirectory
        guard let first = profile.runtime.command.first else {
            return Program(name: profile.name, path: "\(folder)/\(profile.name)")
        }
        let name = first.split(separator: "/").last.map(String.init) ?? profile.name
        if first.hasPrefix("/") { return Program(name: name, path: first) }
        return Program(name: name, path: first.contains("/") ? "\(folder)/\(name)" : "/usr/local/bin/\(name)")
    }

    private static func command(of server: ServerModel, _ program: Program?) throws(InvalidInput) -> [String]
    {
        if let command = try server.command() { return command }
        if let program { return [program.path] }
        throw InvalidInput(
            .error(
                "the image cannot start: nothing says how the server does",
                at: server.resolved.location("runtime.command"),
                hint: "runtime: {command: [node, dist/index.js]}"
            )
        )
    }

    /// The probe, and adapters among the configuration files: every other file belongs to a deployment.
    private static func scripts(of server: ServerModel) throws(InvalidInput) -> [Script] {
        let adapters = Set(server.profile.configFiles.filter { $0.element.adapter != nil }.map(\.name))
        let probe =
            server.usesProbeScript && server.profile.health.command.isEmpty
            ? server.probeScript?.mountPath : nil
        return try server.files().filter { adapters.contains($0.path) || $0.path == probe }.map { file in
            let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
            return Script(contextPath: "mcpctl/\(name)", path: file.path, text: file.text)
        }
    }

    /// The bridge's own folder: its packages stay apart from the server's.
    private static func bridge(of server: ServerModel) throws(InvalidInput) -> Object? {
        guard server.profile.server.transport == .stdio, let bridge = server.profile.server.bridge,
            let package = bridge.package
        else { return nil }
        let language = server.profile.runtime.language
        let isPython = package.contains("==")
        guard language == .node && !isPython || language == .python && isPython else {
            throw InvalidInput(
                .error(
                    "\(package) cannot be installed in an image for \(language.rawValue)",
                    at: server.resolved.location("server.bridge.package"),
                    hint: "leave package out, and bring \(bridge.name) with runtime.image"
                )
            )
        }
        var object = Object()
        object["package"] = .string(package)
        // Where the command looks for it: a project without it in its own packages gets a link there.
        let program = bridge.command.first ?? ""
        object["link"] = program.hasPrefix("node_modules/.bin/") ? .string(program) : .null
        object["program"] = .string(program.split(separator: "/").last.map(String.init) ?? bridge.name)
        return object
    }
}
