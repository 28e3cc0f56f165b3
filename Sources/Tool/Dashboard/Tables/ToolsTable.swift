internal import Fleet
internal import TerminalUI

extension TableDefinition {
    /// One row for each tool of each server.
    static let tools = TableDefinition(
        title: "tools",
        columns: [
            .thing(\.tools, "TOOL", width: 14, upTo: 36, isName: true) { tool, _ in
                .text(tool.name)
            } cell: { tool, _, _ in
                TableCell(tool.name)
            },
            .serverName("SERVER", width: 12, upTo: 30),
            .thing(\.tools, "CALLS/S", width: 7, isNumber: true) { tool, _ in
                SortKey(tool.traffic.rate)
            } cell: { tool, _, _ in
                TableCell(Figures.rate(tool.traffic.rate))
            },
            .thing(\.tools, "ERR", width: 6, isNumber: true) { tool, _ in
                SortKey(tool.traffic.errorRatio)
            } cell: { tool, _, _ in
                .errors(tool.traffic)
            },
            .thing(\.tools, "P50", width: 6, isNumber: true, from: 100) { tool, _ in
                SortKey(tool.traffic.p50)
            } cell: { tool, _, _ in
                TableCell(Figures.seconds(tool.traffic.p50))
            },
            .thing(\.tools, "P95", width: 6, isNumber: true) { tool, _ in
                SortKey(tool.traffic.slowness)
            } cell: { tool, _, _ in
                .slowness(tool.traffic)
            },
            .thing(\.tools, "P99", width: 6, isNumber: true, from: 100) { tool, _ in
                SortKey(tool.traffic.p99)
            } cell: { tool, _, _ in
                TableCell(Figures.seconds(tool.traffic.p99))
            },
            .thing(\.tools, "CALLS", width: 7, isNumber: true, from: 110) { tool, _ in
                SortKey(tool.traffic.total)
            } cell: { tool, _, _ in
                TableCell(Figures.count(tool.traffic.total))
            },
            .thing(\.tools, "LISTED", width: 10, isDescending: true) { tool, _ in
                SortKey(tool.listing.rank)
            } cell: { tool, _, _ in
                TableCell(tool.listing.mark)
            },
            .thing(\.tools, "TREND", width: 4, upTo: 60, growth: 2) { _, _ in
                .nothing
            } cell: { tool, _, width in
                .trend(tool.rates, width)
            },
        ],
        rows: { picture in
            ordered(TableRow.each(of: \.tools, in: picture)) { row in
                let tool = row.thing(\.tools, in: picture)
                return ((tool?.listing.rank ?? 0) * 10 + (tool?.traffic.errorRatio ?? 0), tool?.name ?? "")
            }
        },
        note: { row, picture in
            guard let tool = row.thing(\.tools, in: picture) else { return .unknown }
            return TableCell("\(tool.name): \(tool.listing.sentence)", tool.listing.mark.style)
        },
        empty: { _ in "no server tells of tools" },
        subject: { row, picture in
            guard let server = row.server(in: picture), let tool = row.thing(\.tools, in: picture) else {
                return nil
            }
            return .tool(server: server.id, name: tool.name)
        }
    )
}

extension ToolSnapshot {
    /// Whether a tool is where it should be.
    enum Listing {
        case missing, disabled, unexpected, listed, unknown

        var mark: StateMark {
            switch self {
            case .missing: StateMark(mark: "✗", word: "missing", style: .bad)
            case .disabled: StateMark(mark: "○", word: "disabled", style: .warning)
            case .unexpected: StateMark(mark: "-", word: "not listed", style: .muted)
            case .listed: StateMark(mark: "●", word: "listed", style: .good)
            case .unknown: StateMark(mark: "?", word: "unknown", style: .muted)
            }
        }

        /// How much it wants attention.
        var rank: Double {
            switch self {
            case .missing: 2
            case .disabled: 1
            case .unexpected, .listed, .unknown: 0
            }
        }

        var sentence: String {
            switch self {
            case .missing: "expected, but not among the tools the server lists"
            case .disabled: "disabled"
            case .unexpected: "in the metrics, but not among the tools the server lists"
            case .listed: "listed by the server"
            case .unknown: "the server's list of tools is not known"
            }
        }
    }

    var listing: Listing {
        if isListed == false { return isExpected ? .missing : .unexpected }
        if isEnabled == false { return .disabled }
        return isListed == nil ? .unknown : .listed
    }
}
