internal import Fleet
internal import TerminalUI

extension TableRow {
    /// The row's server; nothing when the picture has none for it.
    func server(in picture: Picture) -> ServerSnapshot? {
        guard let server, picture.snapshot.servers.indices.contains(server) else { return nil }
        return picture.snapshot.servers[server]
    }
}

extension TrafficSnapshot {
    /// How slow calls are: the 95th percentile, or else the mean.
    var slowness: Double? { p95 ?? mean }
}

extension TableCell {
    static let unknown = TableCell(Figures.unknown, .muted)

    /// The part of calls that fail; much of it wants to be seen.
    static func errors(_ traffic: TrafficSnapshot?) -> TableCell {
        guard let traffic, let ratio = traffic.errorRatio else { return .unknown }
        return TableCell(
            Figures.errors(ratio, countsAll: traffic.countsToolErrors),
            ratio >= 0.05 ? .bad : ratio >= 0.01 ? .warning : .text
        )
    }

    /// The 95th percentile; a mean, where there is nothing else, says that it is one.
    static func slowness(_ traffic: TrafficSnapshot?) -> TableCell {
        guard let traffic, let slowness = traffic.slowness else { return .unknown }
        return TableCell((traffic.p95 == nil ? "~" : "") + Figures.seconds(slowness))
    }

    /// The newest values as bars, as many as fit.
    static func trend(_ values: [Double?], _ width: Int) -> TableCell {
        guard width > 0, values.contains(where: { $0 != nil }) else { return TableCell("", .muted) }
        let newest = values.suffix(width)
        return TableCell(
            String(repeating: " ", count: width - newest.count)
                + sparkline(Array(newest), width: width, fromZero: true),
            .accent
        )
    }
}

extension TableColumn {
    /// A column of what a row's server tells.
    static func server(
        _ title: String,
        width: Int,
        upTo widest: Int? = nil,
        isNumber: Bool = false,
        from least: Int = 0,
        through most: Int = .max,
        isDescending: Bool? = nil,
        isName: Bool = false,
        growth: Int = 0,
        key: @escaping @Sendable (ServerSnapshot, Picture) -> SortKey,
        cell: @escaping @Sendable (ServerSnapshot, Picture, _ width: Int) -> TableCell
    ) -> TableColumn {
        TableColumn(
            title,
            width: width,
            upTo: widest,
            isNumber: isNumber,
            from: least,
            through: most,
            isDescending: isDescending,
            isName: isName,
            growth: growth,
            key: { row, picture in row.server(in: picture).map { key($0, picture) } ?? .nothing },
            cell: { row, picture, width in
                row.server(in: picture).map { cell($0, picture, width) } ?? .unknown
            }
        )
    }

    /// A column of a number of a row's server.
    static func number(
        _ title: String,
        _ width: Int,
        from least: Int = 0,
        _ value: @escaping @Sendable (ServerSnapshot) -> Double?,
        _ text: @escaping @Sendable (Double?) -> String
    ) -> TableColumn {
        server(title, width: width, isNumber: true, from: least) { server, _ in
            SortKey(value(server))
        } cell: { server, _, _ in
            TableCell(text(value(server)))
        }
    }

    /// How long ago something was; the shortest first.
    static func age(
        _ title: String,
        from least: Int = 0,
        _ time: @escaping @Sendable (ServerSnapshot) -> Int64?,
        style: @escaping @Sendable (ServerSnapshot) -> Style = { _ in .muted }
    ) -> TableColumn {
        server(title, width: 4, isNumber: true, from: least, isDescending: false) { server, _ in
            SortKey(time(server).map { -$0 })
        } cell: { server, picture, _ in
            TableCell(Figures.age(since: time(server), at: picture.now), style(server))
        }
    }

    /// The name of a row's server.
    static func serverName(
        _ title: String,
        width: Int,
        upTo widest: Int,
        from least: Int = 0,
        through most: Int = .max
    )
        -> TableColumn
    {
        server(title, width: width, upTo: widest, from: least, through: most, isName: true) { server, _ in
            .text(server.name)
        } cell: { server, _, _ in
            TableCell(server.name)
        }
    }
}

extension TableRow {
    /// The rows of things that servers have, in the order of their servers.
    static func each<Thing: Identifiable<String>>(
        of things: KeyPath<ServerSnapshot, [Thing]>,
        in picture: Picture
    ) -> [TableRow] {
        picture.snapshot.servers.indices.flatMap { index in
            let server = picture.snapshot.servers[index]
            return server[keyPath: things].enumerated().map { element, thing in
                // The length keeps the two apart, whatever is in them.
                TableRow(
                    id: "\(server.id.utf8.count) \(server.id) \(thing.id)",
                    server: index,
                    element: element
                )
            }
        }
    }

    /// The thing of its server that a row is of.
    func thing<Thing>(_ things: KeyPath<ServerSnapshot, [Thing]>, in picture: Picture) -> Thing? {
        guard let all = server(in: picture)?[keyPath: things], all.indices.contains(element) else {
            return nil
        }
        return all[element]
    }
}

extension TableColumn {
    /// A column of what a thing of a server tells.
    static func thing<Thing>(
        _ things: any KeyPath<ServerSnapshot, [Thing]> & Sendable,
        _ title: String,
        width: Int,
        upTo widest: Int? = nil,
        isNumber: Bool = false,
        from least: Int = 0,
        isDescending: Bool? = nil,
        isName: Bool = false,
        growth: Int = 0,
        key: @escaping @Sendable (Thing, Picture) -> SortKey,
        cell: @escaping @Sendable (Thing, Picture, _ width: Int) -> TableCell
    ) -> TableColumn {
        TableColumn(
            title,
            width: width,
            upTo: widest,
            isNumber: isNumber,
            from: least,
            isDescending: isDescending,
            isName: isName,
            growth: growth,
            key: { row, picture in row.thing(things, in: picture).map { key($0, picture) } ?? .nothing },
            cell: { row, picture, width in
                row.thing(things, in: picture).map { cell($0, picture, width) } ?? .unknown
            }
        )
    }
}

/// Rows in the order of a key, the largest first, and then in the order of their names.
func ordered<Key: Comparable>(_ rows: [TableRow], by key: (TableRow) -> (Key, String)) -> [TableRow] {
    let keys = rows.map(key)
    return rows.indices.sorted { first, second in
        if keys[first].0 != keys[second].0 { return keys[first].0 > keys[second].0 }
        return keys[first].1 == keys[second].1 ? first < second : keys[first].1 < keys[second].1
    }.map { rows[$0] }
}
