internal import RuleWatch
internal import TerminalUI

extension TableDefinition {
    /// One row for each alert that is pending, firing, or lately resolved.
    static let alerts = TableDefinition(
        title: "alerts",
        columns: [
            .alert("STATE", width: 10, isDescending: true) { alert, _ in
                SortKey(alert.rank)
            } cell: { alert, _ in
                TableCell(alert.shown)
            },
            .alert("SEVERITY", width: 8) { alert, _ in
                .text(alert.severity)
            } cell: { alert, _ in
                TableCell(alert.severity.isEmpty ? Figures.unknown : alert.severity)
            },
            .alert("ALERT", width: 18, upTo: 36, isName: true) { alert, _ in
                .text(alert.name)
            } cell: { alert, _ in
                TableCell(alert.name)
            },
            .alert("FOR", width: 4, isNumber: true) { alert, picture in
                SortKey(picture.now - alert.activeAt)
            } cell: { alert, picture in
                TableCell(Figures.age(since: alert.activeAt, at: picture.now))
            },
            .alert("VALUE", width: 8, isNumber: true, from: 100) { alert, _ in
                SortKey(alert.value)
            } cell: { alert, _ in
                TableCell(humanized(alert.value))
            },
            .alert("INSTANCE", width: 14, upTo: 30, isName: true) { alert, _ in
                .text(alert.instance ?? "")
            } cell: { alert, _ in
                TableCell(alert.instance ?? Figures.unknown)
            },
            .alert("SUMMARY", width: 8, upTo: 200, growth: 1) { alert, _ in
                .text(alert.summary)
            } cell: { alert, _ in
                TableCell(alert.summary)
            },
        ],
        rows: { picture in
            let servers = picture.serversByInstance()
            let rows = picture.alerts.enumerated().map { index, alert in
                TableRow(id: alert.id, server: alert.instance.flatMap { servers[$0] }, element: index)
            }
            return ordered(rows) { row in
                row.alert(in: picture).map { ($0.rank, $0.name + $0.id) } ?? (0, "")
            }
        },
        note: { row, picture in
            guard let alert = row.alert(in: picture) else { return .unknown }
            let text = alert.summary.isEmpty ? alert.expression : alert.summary
            return TableCell("\(alert.name): \(text)", alert.shown.style)
        },
        empty: { _ in "no alerts: no condition holds" },
        subject: { row, _ in .alert(id: row.id) }
    )
}

extension TableRow {
    func alert(in picture: Picture) -> AlertSnapshot? {
        picture.alerts.indices.contains(element) ? picture.alerts[element] : nil
    }
}

extension AlertSnapshot {
    /// What the rule says about it.
    var summary: String {
        for name in ["summary", "description", "message"] {
            if let annotation = annotations.first(where: { $0.name == name }) { return annotation.value }
        }
        return ""
    }
}

extension TableColumn {
    fileprivate static func alert(
        _ title: String,
        width: Int,
        upTo widest: Int? = nil,
        isNumber: Bool = false,
        from least: Int = 0,
        isDescending: Bool? = nil,
        isName: Bool = false,
        growth: Int = 0,
        key: @escaping @Sendable (AlertSnapshot, Picture) -> SortKey,
        cell: @escaping @Sendable (AlertSnapshot, Picture) -> TableCell
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
            key: { row, picture in row.alert(in: picture).map { key($0, picture) } ?? .nothing },
            cell: { row, picture, _ in row.alert(in: picture).map { cell($0, picture) } ?? .unknown }
        )
    }
}
