internal import Diagnostics
internal import Fleet
internal import GoText
internal import TerminalUI

/// A fleet for people: one line for each server, and above them what holds for all.
struct StatusTable {
    private let snapshot: FleetSnapshot
    private let isWide: Bool
    /// Whether a person looks at it now: then ages say more than times.
    private let isForPerson: Bool

    init(_ snapshot: FleetSnapshot, isWide: Bool, isForPerson: Bool) {
        (self.snapshot, self.isWide, self.isForPerson) = (snapshot, isWide, isForPerson)
    }

    var text: String {
        var text = "\(summary)\n"
        if snapshot.isInsecure { text += "! certificates are not checked (--insecure)\n" }
        guard !snapshot.servers.isEmpty else { return text }
        var table = TextTable(columns)
        for server in snapshot.servers { table.add(cells(of: server)) }
        return text + table.text
    }

    /// `prod at 2026-11-21T19:20:04Z: 5 servers, 3 healthy, 1 degraded, 1 unreachable`.
    private var summary: String {
        let place = snapshot.environment.map { "\(visible($0)) at " } ?? ""
        let counts = snapshot.counts
        let states = HealthState.allCases.compactMap { state in
            counts[state].map { "\($0) \(state.rawValue)" }
        }
        let count = snapshot.servers.count
        return "\(place)\(WallClock.text(snapshot.time)): "
            + (["\(count) \(count == 1 ? "server" : "servers")"] + states).joined(separator: ", ")
    }

    private var columns: [TextTable.Column] {
        var columns: [TextTable.Column] = [.init("NAME"), .init("STATE")]
        let numbers =
            isWide ? ["RATE", "ERRORS", "P50", "P95", "P99", "TOOLS"] : ["RATE", "ERRORS", "P95", "TOOLS"]
        columns += numbers.map { .init($0, isNumber: true) }
        if isWide { columns += ["BREAKERS", "SESSIONS", "CERTIFICATE"].map { .init($0) } }
        columns += ["VERSION", "MCP", isForPerson ? "AGE" : "ANSWERED"].map { .init($0) }
        if isWide { columns += ["SINCE", "ADDRESS"].map { .init($0) } }
        return columns + [.init("REASON")]
    }

    private func cells(of server: ServerSnapshot) -> [String] {
        // That nothing answers is news, however old the numbers are.
        let isOld = server.isStale && server.state != .unreachable
        let state = "\(server.state.mark) \(server.state.rawValue)" + (isOld ? " (old)" : "")
        var cells = [visible(server.name), state] + traffic(of: server)
        cells.append(tools(of: server))
        if isWide { cells += [breakers(of: server), sessions(of: server), certificate(of: server)] }
        let identity = server.identity
        let version = [identity?.name, identity?.version].compactMap { $0 }.joined(separator: " ")
        cells.append(version.isEmpty ? "-" : visible(version))
        cells.append(identity.map { visible($0.protocolVersion) } ?? "-")
        cells.append(age(server.answeredAt))
        if isWide { cells += [age(server.since), visible(server.address)] }
        cells.append(visible(isForPerson && !isWide ? shortened(server.reason, to: 100) : server.reason))
        return cells
    }

    private func traffic(of server: ServerSnapshot) -> [String] {
        let traffic = server.traffic
        var cells = [traffic.rate.map { "\(GoText.fixed($0, digits: 2))/s" } ?? "-"]
        cells.append(traffic.errorRatio.map { "\(GoText.fixed($0 * 100, digits: 1))%" } ?? "-")
        if isWide { cells.append(Self.span(traffic.p50)) }
        cells.append(Self.span(traffic.p95))
        if isWide { cells.append(Self.span(traffic.p99)) }
        return cells
    }

    private func tools(of server: ServerSnapshot) -> String {
        let listed = server.tools.filter { $0.isListed == true }.count
        let missing = server.tools.filter { $0.isExpected && $0.isListed == false }.count
        guard server.tools.contains(where: { $0.isListed != nil }) || server.mcp.outcome == .passed else {
            return "-"
        }
        return missing > 0 ? "\(listed) (-\(missing))" : "\(listed)"
    }

    private func breakers(of server: ServerSnapshot) -> String {
        guard !server.breakers.isEmpty else { return "-" }
        let open = server.breakers.filter { $0.state == .open || $0.state == .forcedOpen }.count
        return open > 0 ? "\(open) of \(server.breakers.count) open" : "\(server.breakers.count) closed"
    }

    private func sessions(of server: ServerSnapshot) -> String { server.sessionCount.map(String.init) ?? "-" }

    private func certificate(of server: ServerSnapshot) -> String {
        guard let end = server.certificateEnd else { return "-" }
        guard isForPerson else { return WallClock.text(end) }
        let days = (end - snapshot.time) / 86_400_000
        return end < snapshot.time ? "expired" : "\(days) days"
    }

    /// How long ago, for a person; else when.
    private func age(_ time: Int64?) -> String {
        guard let time else { return "-" }
        guard isForPerson else { return WallClock.text(time) }
        let seconds = max(0, (snapshot.time - time) / 1000)
        switch seconds {
        case ..<120: return "\(seconds)s"
        case ..<7200: return "\(seconds / 60)m"
        case ..<172_800: return "\(seconds / 3600)h"
        default: return "\(seconds / 86_400)d"
        }
    }

    private static func span(_ seconds: Double?) -> String {
        guard let seconds else { return "-" }
        let milliseconds = seconds * 1000
        if milliseconds < 10 { return "\(GoText.fixed(milliseconds, digits: 1))ms" }
        return seconds < 10
            ? "\(GoText.fixed(milliseconds, digits: 0))ms" : "\(GoText.fixed(seconds, digits: 1))s"
    }
}

extension HealthState {
    /// Stands before the word, so that a state is seen without colours.
    var mark: String {
        switch self {
        case .healthy: "✓"
        case .degraded: "!"
        case .unhealthy: "✗"
        case .unreachable: "×"
        case .unauthorized: "⊘"
        case .wrongService: "≠"
        case .unknown: "?"
        }
    }
}
