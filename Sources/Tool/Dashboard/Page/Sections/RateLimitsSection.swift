internal import Fleet

/// The rate limits of a server.
struct RateLimitsSection: PageSection {
    let title = "RATE LIMITS"

    func lines(of server: ServerSnapshot, in picture: Picture, width: Int) -> [PageLine] {
        guard !server.rateLimits.isEmpty else { return [] }
        var table = PageTable([
            .init(title: "LIMIT", widest: 22), .init(title: "A MINUTE", isNumber: true),
            .init(title: "BURST", isNumber: true), .init(title: "LEFT", isNumber: true),
            .init(title: "REFUSED", isNumber: true),
        ])
        table.rows = server.rateLimits.map { limit in
            [
                TableCell(limit.name), TableCell(Figures.count(limit.requestsPerMinute)),
                TableCell(Figures.count(limit.burst)), TableCell(Figures.count(limit.remaining)),
                TableCell(Figures.count(limit.rejected)),
            ]
        }
        return table.lines(width: width).map { $0.stale(server.isStale) }
    }
}
