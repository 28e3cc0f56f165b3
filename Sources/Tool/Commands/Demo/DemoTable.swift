internal import Diagnostics
internal import Fleet
internal import GoText
internal import TerminalUI

/// The servers of a demo as rows of text.
func demoTable(_ snapshot: FleetSnapshot) -> String {
    var table = TextTable([
        .init("SERVER"), .init("STATE"), .init("CALLS/S", isNumber: true), .init("ERRORS", isNumber: true),
        .init("P95", isNumber: true), .init("SESSIONS", isNumber: true), .init("BREAKERS"), .init("WHY"),
    ])
    for server in snapshot.servers {
        let open = server.breakers.filter { $0.state != .closed }.map {
            "\(visible($0.name)) \($0.state?.rawValue ?? "unknown")"
        }
        table.add([
            visible(server.name), server.state.rawValue,
            server.traffic.rate.map { GoText.fixed($0, digits: 1) } ?? "-",
            server.traffic.errorRatio.map { "\(GoText.fixed($0 * 100, digits: 0)) %" } ?? "-",
            server.traffic.p95.map { "\(GoText.fixed($0 * 1000, digits: 0)) ms" } ?? "-",
            server.sessionCount.map { "\($0)" } ?? "-", open.isEmpty ? "-" : open.joined(separator: ", "),
            server.state == .healthy ? "-" : visible(server.disagreement ?? server.reason),
        ])
    }
    return table.text
}
