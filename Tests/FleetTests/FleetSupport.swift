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

extension FleetSnapshot {
    subscript(name: String) -> ServerSnapshot {
        servers.first { $0.name == name } ?? ServerSnapshot(id: "", name: "", address: "")
    }
}
