internal import Arguments
internal import Fleet
internal import Values

/// How a status is printed.
struct StatusOutput: OptionGroup {
    enum Format: String, CaseIterable, ArgumentValue { case table, wide, json, yaml }

    var format = Format.table
    var shared = SharedOptions()

    static let parameters: [Parameter<Self>] =
        [
            .option(
                \.format,
                "-o",
                "--output",
                value: "FORMAT",
                help: "How to print it; wide shows all columns",
                environment: "MCPCTL_OUTPUT"
            )
        ] + SharedOptions.parameters.lifted(into: \.shared)

    func show(_ snapshot: FleetSnapshot, _ console: Console) {
        let format: DataOptions.Format =
            switch format {
            case .table, .wide: .table
            case .json: .json
            case .yaml: .yaml
            }
        console.print(StatusDocument(snapshot).value, as: format) { table(snapshot, console) }
    }

    /// One of many: a line of JSON, or a table with an empty line behind it.
    func showNext(_ snapshot: FleetSnapshot, _ console: Console) {
        switch format {
        case .json, .yaml:
            StatusDocument(snapshot).forEachPiece { console.json($0, end: "") }
            console.output("\n")
        case .table, .wide: console.output(table(snapshot, console) + "\n")
        }
    }

    private func table(_ snapshot: FleetSnapshot, _ console: Console) -> String {
        StatusTable(snapshot, isWide: format == .wide, isForPerson: console.isTerminal).text
    }
}
