internal import Fleet
internal import TerminalUI

/// What each endpoint answered last; liveness and readiness are two questions.
struct ProbesSection: PageSection {
    let title = "PROBES"

    func lines(of server: ServerSnapshot, in picture: Picture, width: Int) -> [PageLine] {
        let probes = [
            ("liveness", server.liveness), ("readiness", server.readiness), ("health", server.health),
            ("metrics", server.metrics), ("mcp", server.mcp), ("admin", server.admin),
        ]
        guard probes.contains(where: { $0.1.outcome != .none }) else { return [] }
        var table = PageTable([
            .init(title: ""), .init(title: ""), .init(title: "", isNumber: true),
            .init(title: "", isNumber: true),
            .init(title: "", isNumber: true), .init(title: "", widest: 200),
        ])
        table.rows = probes.map { name, probe in
            [
                TableCell(name), TableCell(probe.outcome.shown),
                TableCell(probe.status.map(String.init) ?? ""),
                TableCell(probe.seconds.map { Figures.seconds($0) } ?? ""),
                TableCell(probe.at.map { "\(Figures.age(since: $0, at: picture.now)) ago" } ?? "", .muted),
                TableCell(probe.detail ?? probe.address ?? "", probe.detail == nil ? .muted : .text),
            ]
        }
        return Array(table.lines(width: width).dropFirst())
    }
}
