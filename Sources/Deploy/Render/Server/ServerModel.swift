internal import Diagnostics
internal import Profile
internal import Templates
internal import Values

/// What follows from a profile wherever the server runs: every target begins with it.
struct ServerModel {
    let resolved: ResolvedProfile
    let templates: TemplateSet
    /// The texts of the files that `configFiles` names, by the path written there.
    let localFiles: [String: String]

    init(_ server: Project.Server, templates: TemplateSet) {
        resolved = server.resolved
        localFiles = server.localFiles
        self.templates = templates
    }

    var profile: Profile { resolved.profile }
    var name: String { profile.name }

    /// `qsys` or `qsys-production`: never a version.
    var instance: String { resolved.environment.map { "\(name)-\($0)" } ?? name }

    /// Whether a Prometheus in the cluster must find each replica by itself.
    ///
    /// One address for several leads a scrape to any one of them, whose counters then look like one that jumps. An
    /// operator finds them without help.
    var isScrapedByReplica: Bool {
        profile.metrics.enabled && profile.scaling.most > 1 && !profile.observability.prometheusOperator
    }

    /// What starts the server, or the bridge in front of it; `nil` leaves it to the image.
    func command() throws(InvalidInput) -> [String]? {
        let command = profile.runtime.command
        guard profile.server.transport == .stdio else { return command.isEmpty ? nil : command }
        guard let bridge = profile.server.bridge else {
            throw InvalidInput(
                .error(
                    "a server that speaks only stdio cannot be reached over a network",
                    at: resolved.location("server.transport"),
                    hint: "name a bridge that serves it over HTTP: server.bridge, such as mcp-proxy"
                )
            )
        }
        guard !command.isEmpty else {
            throw InvalidInput(
                .error(
                    "the bridge \(bridge.name) must be told how the server starts",
                    at: resolved.location("server.bridge"),
                    hint: "runtime.command: [python, -m, my_server]"
                )
            )
        }
        return bridge.command.flatMap { word in
            switch word {
            case "{command...}": command
            case "{stateless...}": profile.server.sessions.store == .none ? bridge.stateless : []
            // Most words name nothing, and replacing in them would take longer than reading them.
            case _ where !word.utf8.contains(UInt8(ascii: "{")): [word]
            default:
                [
                    word.replacing("{port}", with: String(profile.server.port))
                        .replacing("{path}", with: profile.server.path)
                        .replacing("{command}", with: command.map(Self.shellQuoted).joined(separator: " "))
                ]
            }
        }
    }

    /// A word as a POSIX shell takes it.
    static func shellQuoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty
            && word.utf8.allSatisfy {
                $0.isASCIILetter || $0.isASCIIDigit || "-_./=:,@%+".utf8.contains($0)
            }
        return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}

extension Value {
    /// The same mapping with a key set.
    func setting(_ key: String, _ value: Value) -> Value {
        var object = self.object ?? Object()
        object[key] = value
        return .object(object)
    }
}
