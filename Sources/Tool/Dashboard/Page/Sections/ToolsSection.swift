internal import Fleet

/// Rate, errors and duration by tool.
struct ToolsSection: PageSection {
    let title = "TOOLS"

    func lines(of server: ServerSnapshot, in picture: Picture, width: Int) -> [PageLine] {
        guard !server.tools.isEmpty else { return [] }
        let isWide = width >= 76
        var columns: [PageTable.Column] = [
            .init(title: "TOOL", widest: isWide ? 28 : 22), .init(title: "CALLS/S", isNumber: true),
            .init(title: "ERR", isNumber: true), .init(title: "P95", isNumber: true), .init(title: "LISTED"),
        ]
        if isWide { columns.append(.init(title: "TREND", widest: 40)) }
        var table = PageTable(columns)
        let tools = server.tools.sorted {
            ($1.listing.rank, $0.name) < ($0.listing.rank, $1.name)
        }
        table.rows = tools.map { tool in
            [
                TableCell(tool.name), TableCell(Figures.rate(tool.traffic.rate)), .errors(tool.traffic),
                .slowness(tool.traffic), TableCell(tool.listing.mark),
            ] + (isWide ? [.trend(tool.rates, min(max(width - 66, 4), 30))] : [])
        }
        return table.lines(width: width).map { $0.stale(server.isStale) }
    }
}
