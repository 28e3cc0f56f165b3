internal import Diagnostics
internal import Fleet
internal import Values

/// A fleet as data: stable keys, times in RFC 3339, durations in seconds, ratios from 0 to 1; what is not known is left out.
struct StatusDocument {
    private let snapshot: FleetSnapshot

    init(_ snapshot: FleetSnapshot) { self.snapshot = snapshot }

    var value: Value {
        var object = head
        object["servers"] = .array(snapshot.servers.map { .object(Self.server($0)) })
        object["sources"] = sources
        return .object(object)
    }

    /// The same as JSON on one line, piece by piece: that of thousands of servers is never in memory as a whole.
    func forEachPiece(_ write: (String) -> Void) {
        var piece = Value.object(head).json(.compact)
        // What follows stands before its closing brace.
        piece.removeLast()
        piece += ",\"servers\":["
        for (place, server) in snapshot.servers.enumerated() {
            if place > 0 { piece += "," }
            piece += Value.object(Self.server(server)).json(.compact)
            guard piece.utf8.count >= Self.pieceSize else { continue }
            write(piece)
            piece.removeAll(keepingCapacity: true)
        }
        write(piece + "],\"sources\":" + sources.json(.compact) + "}")
    }

    private static let pieceSize = 1 << 16

    private var sources: Value { .array(snapshot.sources.map { .object(Self.source($0)) }) }

    /// What stands before the servers.
    private var head: Object {
        var object = Object()
        object["environment"] = snapshot.environment.map { .string($0) }
        object["time"] = Self.time(snapshot.time)
        object["intervalSeconds"] = .number(Number(snapshot.interval / .seconds(1)))
        object["insecure"] = .bool(snapshot.isInsecure)
        object["protected"] = .bool(snapshot.isProtected)
        let counts = snapshot.counts
        object["counts"] = .object(
            HealthState.allCases.reduce(into: Object()) { $0[$1.rawValue] = .int(counts[$1] ?? 0) }
        )
        return object
    }

    private static func source(_ source: SourceSnapshot) -> Object {
        var object = Object()
        object["title"] = .string(source.title)
        object["targets"] = .int(source.targets)
        object["updatedAt"] = source.updatedAt.map(time)
        object["problem"] = source.problem.map { .string($0.message) }
        return object
    }

    private static func server(_ server: ServerSnapshot) -> Object {
        var object = Object()
        object["id"] = .string(server.id)
        object["name"] = .string(server.name)
        object["address"] = .string(server.address)
        object["labels"] = .object(server.labels.reduce(into: Object()) { $0[$1.name] = .string($1.value) })
        object["state"] = .string(server.state.rawValue)
        object["reason"] = .string(server.reason)
        object["since"] = server.since.map(time)
        object["claim"] = server.claim.map { .string($0.rawValue) }
        object["disagreement"] = server.disagreement.map { .string($0) }
        object["stale"] = .bool(server.isStale)
        object["failures"] = .int(server.failures)
        object["polledAt"] = server.polledAt.map(time)
        object["answeredAt"] = server.answeredAt.map(time)
        object["nextPollAt"] = server.nextPollAt.map(time)
        object["waitUntil"] = server.waitUntil.map(time)
        object["certificateEnd"] = server.certificateEnd.map(time)
        object["identity"] = server.identity.map { identity in
            var object = Object()
            object["name"] = .string(identity.name)
            object["version"] = identity.version.map { .string($0) }
            object["protocolVersion"] = .string(identity.protocolVersion)
            object["hasSessions"] = .bool(identity.hasSessions)
            return .object(object)
        }
        object["probes"] = .object(probes(of: server))
        object["components"] = .array(
            server.components.map { part in
                var object = Object()
                object["name"] = .string(part.name)
                object["state"] = .string(part.state.rawValue)
                object["detail"] = part.detail.map { .string($0) }
                return .object(object)
            }
        )
        object["checks"] = .array(
            server.checks.map { check in
                [
                    "name": .string(check.name), "outcome": .string(check.outcome.rawValue),
                    "evidence": .string(check.evidence),
                ]
            }
        )
        object["traffic"] = .object(traffic(server.traffic))
        object["tools"] = .array(server.tools.map { .object(tool($0)) })
        StatusRuntime(server).add(to: &object)
        return object
    }

    private static func probes(of server: ServerSnapshot) -> Object {
        let probes = [
            ("health", server.health), ("liveness", server.liveness), ("readiness", server.readiness),
            ("metrics", server.metrics), ("mcp", server.mcp), ("admin", server.admin),
        ]
        return probes.reduce(into: Object()) { result, entry in
            let (name, probe) = entry
            guard probe.outcome != .none else { return }
            var object = Object()
            object["outcome"] = .string(probe.outcome.rawValue)
            object["address"] = probe.address.map { .string($0) }
            object["status"] = probe.status.map { .int($0) }
            object["detail"] = probe.detail.map { .string($0) }
            object["at"] = probe.at.map(time)
            object["seconds"] = number(probe.seconds)
            result[name] = .object(object)
        }
    }

    private static func traffic(_ traffic: TrafficSnapshot) -> Object {
        var object = Object()
        object["rate"] = number(traffic.rate)
        object["errorRatio"] = number(traffic.errorRatio)
        object["p50Seconds"] = number(traffic.p50)
        object["p95Seconds"] = number(traffic.p95)
        object["p99Seconds"] = number(traffic.p99)
        object["meanSeconds"] = number(traffic.mean)
        object["calls"] = number(traffic.total)
        if !traffic.countsToolErrors { object["countsToolErrors"] = false }
        return object
    }

    private static func tool(_ tool: ToolSnapshot) -> Object {
        var object = Object()
        object["name"] = .string(tool.name)
        object["listed"] = tool.isListed.map { .bool($0) }
        object["expected"] = .bool(tool.isExpected)
        object["enabled"] = tool.isEnabled.map { .bool($0) }
        object["traffic"] = .object(traffic(tool.traffic))
        return object
    }

    static func time(_ milliseconds: Int64) -> Value { .string(WallClock.text(milliseconds)) }

    static func number(_ value: Double?) -> Value? {
        guard let value, value.isFinite else { return nil }
        return .number(Number(value))
    }
}
