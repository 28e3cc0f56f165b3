@testable import DemoServer
import Synchronization

extension Demo {
    private func state(_ name: String) -> ServerState? {
        fleet.servers.first { $0.name == name }?.state.withLock { $0 }
    }

    /// Seconds; of the last half minute.
    func p95(_ server: String, _ tool: String) -> Double? {
        state(server)?.tools.first { $0.role.name == tool }?.statistics.p95(at: time.now)
    }

    func errors(_ server: String, _ type: String) -> Int {
        state(server)?.tools.reduce(0) { $0 + ($1.statistics.errors[type] ?? 0) } ?? 0
    }

    func calls(_ server: String) -> Int { state(server)?.tools.reduce(0) { $0 + $1.statistics.calls } ?? 0 }
}
