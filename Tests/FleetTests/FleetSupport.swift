import Discovery
import Foundation
import HTTP
import Synchronization
import TestSupport

@testable import Fleet

/// Time that passes when a test says so.
final class ManualClock: FleetClock {
    private let now = Mutex<Int64>(0)

    var ticks: Int64 { now.withLock { $0 } }
    var wall: Int64 { 1_800_000_000_000 + ticks }

    func advance(_ duration: Duration) { now.withLock { $0 += duration.milliseconds } }

    func sleep(until ticks: Int64) async {
        while self.ticks < ticks, !Task.isCancelled { try? await Task.sleep(for: .milliseconds(1)) }
    }
}

/// The server that answers as it is told.
struct Misbehaving: Sendable {
    let server: PythonServer
    let http = HTTPClient()
    var base: String { "http://127.0.0.1:\(server.place)" }

    init() throws {
        server = try PythonServer(
            URL(filePath: #filePath).deletingLastPathComponent().appending(path: "servers/misbehaving.py")
                .path
        )
    }

    func set(_ change: [String: Any]) async throws {
        let body = try JSONSerialization.data(withJSONObject: change)
        _ = try await http.send(HTTPRequest(.put, "\(base)/__set", body: Array(body)))
    }

    /// How often each path was asked, and how many sessions are open.
    func seen() async throws -> (paths: [String: Int], sessions: Int) {
        let response = try await http.send(HTTPRequest(.get, "\(base)/__seen"))
        let object = try JSONSerialization.jsonObject(with: Data(response.body)) as? [String: Any]
        return (object?["paths"] as? [String: Int] ?? [:], object?["sessions"] as? Int ?? -1)
    }

    /// A target whose endpoints are below a path: `health`, `mcp` and so on.
    func target(_ name: String, _ endpoints: String...) -> FleetTarget {
        var target = FleetTarget(id: name, name: name)
        for endpoint in endpoints {
            let url = "\(base)/\(name)/\(endpoint)"
            switch endpoint {
            case "health": target.health = url
            case "live": target.liveness = url
            case "ready": target.readiness = url
            case "metrics": target.metrics = url
            case "admin": target.admin = url
            default: target.url = url
            }
        }
        target.server = name
        return target
    }
}

/// A real server of `MCPCTL_REAL_SERVERS`, which ends with the value.
final class RealServer: Sendable {
    static let folder = ProcessInfo.processInfo.environment["MCPCTL_REAL_SERVERS"]
    static var isThere: Bool { folder != nil }

    let port: Int
    private let name: String

    init(_ script: String, port: Int, _ variables: [String: String] = [:]) throws {
        (self.port, name) = (port, "fleet-tests-\(port)")
        try Self.run("stop.sh", [name], [:])
        try Self.run(script, [], variables.merging(["NAME": name, "PORT": "\(port)"]) { $1 })
    }

    var base: String { "http://127.0.0.1:\(port)" }

    /// Sends a signal to the server, as `-STOP`.
    func signal(_ signal: Int32) throws {
        let variables = ProcessInfo.processInfo.environment
        let cache = variables["XDG_CACHE_HOME"] ?? "\(variables["HOME"] ?? "/root")/.cache"
        let home = variables["SERVERS_HOME"] ?? "\(cache)/mcpctl/real-servers"
        let text = try String(contentsOfFile: "\(home)/pids/\(name).pid", encoding: .utf8)
        if let pid = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)) { kill(pid, signal) }
    }

    deinit {
        try? signal(SIGCONT)
        try? Self.run("stop.sh", [name], [:])
    }

    /// Runs a script to its end: not as a `Process`, which would wait for the server that the script leaves behind.
    private static func run(_ script: String, _ words: [String], _ variables: [String: String]) throws {
        let environment = ProcessInfo.processInfo.environment.merging(variables) { $1 }
        var arguments = (["/bin/bash", "\(folder ?? "")/\(script)"] + words).map { strdup($0) } + [nil]
        var values = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in arguments + values { free(text) } }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var pid = pid_t()
        guard posix_spawn(&pid, "/bin/bash", nil, &attributes, &arguments, &values) == 0 else {
            throw CocoaError(.executableLoad)
        }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        if status != 0, !script.hasPrefix("stop") { throw CocoaError(.executableLoad) }
    }
}

extension FleetSnapshot {
    subscript(name: String) -> ServerSnapshot {
        servers.first { $0.name == name } ?? ServerSnapshot(id: "", name: "", address: "")
    }
}
