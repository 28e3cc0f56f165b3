internal import Diagnostics
internal import Values

/// One panel of a dashboard, with the queries that the servers can answer.
struct DashboardPanel {
    let width: Int
    let height: Int
    /// What the panel's template sees, but for its place.
    let context: Value

    /// `nil` when no query of it has an answer.
    init?(_ panel: Value, reader: QueryReader, scope: [Query.Matcher]) throws(InvalidInput) {
        var reader = reader
        let type = panel["type"]?.string ?? "timeseries"
        var targets: [Value] = []
        for target in panel["targets"]?.array ?? [] {
            guard let query = try reader.read(target["query"] ?? .null) else { continue }
            let format = target["format"]?.string ?? (type == "table" ? "table" : "time_series")
            targets.append([
                "id": .string(Self.letter(targets.count)), "expr": .string(query.text(in: scope)),
                "legend": target["legend"] ?? "", "format": .string(format),
                "instant": .bool(type == "table" || type == "stat"),
            ])
        }
        guard !targets.isEmpty else { return nil }
        width = panel["width"]?.int ?? 12
        height = panel["height"]?.int ?? 8
        var context: Value = [
            "title": panel["title"] ?? "", "about": panel["about"] ?? "", "type": .string(type),
            "unit": panel["unit"] ?? "none", "targets": .array(targets), "columns": panel["columns"] ?? [],
            "low": panel["low"] ?? "green", "high": panel["high"] ?? "red",
        ]
        for key in ["min", "max", "warn"] { context = context.setting(key, panel[key] ?? .null) }
        self.context = context
    }

    /// Grafana names queries A, B, C.
    private static func letter(_ index: Int) -> String {
        String(UnicodeScalar(UInt8(ascii: "A") + UInt8(index % 26)))
    }
}

/// Puts panels side by side, line after line, on Grafana's grid of 24 columns.
struct DashboardLayout {
    private static let columns = 24
    private var x = 0
    private var y = 0
    /// The tallest panel of the line.
    private var lineHeight = 0
    private var lastID = 0

    /// The heading of a row, which takes a line of its own.
    mutating func row(_ title: String) -> Value {
        breakLine()
        let row: Value = [
            "id": .int(nextID()), "type": "row", "title": .string(title), "collapsed": false, "panels": [],
            "gridPos": ["x": 0, "y": .int(y), "w": .int(Self.columns), "h": 1],
        ]
        y += 1
        return row
    }

    /// What the panel's template sees.
    mutating func placed(_ panel: DashboardPanel) -> Value {
        if x + panel.width > Self.columns { breakLine() }
        let place: Value = [
            "x": .int(x), "y": .int(y), "w": .int(panel.width), "h": .int(panel.height),
        ]
        x += panel.width
        lineHeight = max(lineHeight, panel.height)
        return panel.context.setting("id", .int(nextID())).setting("gridPos", place)
    }

    private mutating func breakLine() {
        x = 0
        y += lineHeight
        lineHeight = 0
    }

    private mutating func nextID() -> Int {
        lastID += 1
        return lastID
    }
}
