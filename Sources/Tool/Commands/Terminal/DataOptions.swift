internal import Arguments
internal import Values

/// How a verb that shows data prints it.
struct DataOptions: OptionGroup {
    enum Format: String, CaseIterable, ArgumentValue { case table, json, yaml }

    var format = Format.table
    var shared = SharedOptions()

    static let parameters: [Parameter<Self>] =
        [
            .option(
                \.format,
                "-o",
                "--output",
                value: "FORMAT",
                help: "How to print it; where there is no table it is yaml",
                environment: "MCPCTL_OUTPUT"
            )
        ] + SharedOptions.parameters.lifted(into: \.shared)

    /// Prints data in the format asked for; people get the text.
    func print(_ value: Value, text: () -> String) { shared.console.print(value, as: format, text: text) }
}
