internal import Arguments
internal import Values

/// How verbs print tables about rules.
struct RuleTableOptions: OptionGroup {
    enum Format: String, CaseIterable, ArgumentValue {
        case table, wide, json, yaml
    }

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

    func show(_ value: Value, text: () -> String) {
        let format: DataOptions.Format =
            switch self.format {
            case .table, .wide: .table
            case .json: .json
            case .yaml: .yaml
            }
        shared.console.print(value, as: format, text: text)
    }
}
