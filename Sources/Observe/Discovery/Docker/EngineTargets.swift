internal import Diagnostics
internal import HTTP
internal import Platforms
internal import Values

/// Containers of a Docker Engine that are targets: listed, and listed again when an event says that they changed.
struct EngineTargets: TargetSource {
    let place: EnginePlace
    let labels: [String]
    /// The port of the profile's server.
    let port: Int?
    let mould: TargetMould
    var shortestWait = Duration.seconds(1)

    var title: String { "docker \(place.title)" }

    private struct Problem: Error { let diagnostic: Diagnostic }

    func updates() -> AsyncStream<TargetUpdate> {
        .produced { continuation in
            var failures = 0
            var last: Diagnostic?
            while !Task.isCancelled {
                do throws(Problem) {
                    try await follow { targets in
                        (failures, last) = (0, nil)
                        continuation.yield(.targets(targets))
                    }
                    // The engine ended the events: it starts again, say.
                    failures += 1
                } catch {
                    failures += 1
                    if error.diagnostic != last, !Task.isCancelled {
                        continuation.yield(.problem(error.diagnostic))
                    }
                    last = error.diagnostic
                }
                try? await Task.sleep(for: min(shortestWait * (1 << min(failures - 1, 6)), .seconds(60)))
            }
        }
    }

    private static let kinds: [Value] = [
        "start", "die", "stop", "kill", "destroy", "pause", "unpause", "rename", "health_status",
    ]

    private func follow(_ tell: ([FleetTarget]) -> Void) async throws(Problem) {
        // What happens between the list and the events must not be lost.
        let filters: Value = ["type": ["container"], "event": .array(Self.kinds)]
        let stream: HTTPStream
        do throws(HTTPError) {
            stream = try await place.open("/events?filters=\(percentEncoded(filters.json(.compact)))")
        } catch {
            throw problem(error)
        }
        defer { stream.close() }
        guard stream.isSuccess else { throw problem(status: stream.status, []) }
        tell(try await list())
        while true {
            let piece: [UInt8]?
            do throws(HTTPError) { piece = try await stream.next() } catch { throw problem(error) }
            guard piece != nil else { return }
            // Events come in groups; one list answers them all.
            try? await Task.sleep(for: .milliseconds(200))
            tell(try await list())
        }
    }

    private func list() async throws(Problem) -> [FleetTarget] {
        let wanted = labels.isEmpty ? ["mcpctl.port"] : labels
        let filters: Value = [
            "label": .array(wanted.map(Value.string)), "status": ["running", "paused"],
        ]
        let response: HTTPResponse
        do throws(HTTPError) {
            response = try await place.get(
                "/containers/json?filters=\(percentEncoded(filters.json(.compact)))"
            )
        } catch {
            throw problem(error)
        }
        guard response.isSuccess else { throw problem(status: response.status, response.body) }
        guard let text = String(validating: response.body, as: UTF8.self),
            let items = (try? JSON.value(in: SourceFile(name: "", text: text)))?.array
        else {
            throw Problem(
                diagnostic: .warning(
                    "\(place.title) does not answer as a Docker Engine does",
                    hint: "check 'host'"
                )
            )
        }
        return items.compactMap { EngineContainer($0).found(machine: place.machine, usualPort: port) }
            .compactMap { mould.target($0) }.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    }

    private func problem(_ error: HTTPError) -> Problem {
        Problem(
            diagnostic: .warning(
                error.message,
                hint: place.machine == nil
                    ? "check that Docker runs, and that you may open its socket; 'host' or DOCKER_HOST name another"
                    : error.hint
            )
        )
    }

    private func problem(status: Int, _ body: [UInt8]) -> Problem {
        let words = shortened(String(decoding: body.prefix(400), as: UTF8.self), to: 200)
        return Problem(
            diagnostic: .warning(
                "\(place.title) answers with status \(status)\(words.isEmpty ? "" : ": \(words)")",
                hint: "check 'host' and 'labels'"
            )
        )
    }
}
