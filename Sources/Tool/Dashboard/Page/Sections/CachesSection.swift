internal import TerminalUI
internal import Fleet

/// The caches of a server.
struct CachesSection: PageSection {
    let title = "CACHES"

    func lines(of server: ServerSnapshot, in picture: Picture, width: Int) -> [PageLine] {
        guard !server.caches.isEmpty else { return [] }
        var table = PageTable([
            .init(title: "CACHE", widest: 22), .init(title: "HIT RATIO", isNumber: true),
            .init(title: "HITS", isNumber: true), .init(title: "MISSES", isNumber: true),
            .init(title: "SIZE", isNumber: true), .init(title: "TTL", isNumber: true),
            .init(title: "BACKEND"),
        ])
        table.rows = server.caches.map { cache in
            let size = Figures.count(cache.size) + (cache.maximumSize.map { "/\(Figures.count($0))" } ?? "")
            return [
                TableCell(cache.name), TableCell(Figures.percent(cache.hitRatio)),
                TableCell(Figures.count(cache.hits)),
                TableCell(Figures.count(cache.misses)), TableCell(size),
                TableCell(Figures.seconds(cache.timeToLive)),
                TableCell(cache.backend ?? Figures.unknown, .muted),
            ]
        }
        return table.lines(width: width).map { $0.stale(server.isStale) }
    }
}
