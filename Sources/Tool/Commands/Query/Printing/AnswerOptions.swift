internal import Arguments

/// How an answer is printed.
struct AnswerOptions: OptionGroup {
    enum Format: String, CaseIterable, ArgumentValue {
        case table, wide, json, yaml, csv

        var choiceHelp: String {
            switch self {
            case .table: "What differs between series, and their numbers"
            case .wide: "All labels and times as well"
            case .json: "The answer of Prometheus' HTTP API"
            case .yaml: "The same as YAML"
            case .csv: "A line for each sample"
            }
        }
    }

    var format = Format.table
    var limit: Int?
    var drawsChart = false
    var explains = false
    var formats = false
    var shared = SharedOptions()

    static let parameters: [Parameter<Self>] =
        [
            .option(
                \.format,
                "-o",
                "--output",
                value: "FORMAT",
                help: "How to print the answer",
                environment: "MCPCTL_OUTPUT"
            ),
            .option(
                \.limit,
                "--limit",
                value: "N",
                help: "Print so many series at most; never cuts json, yaml or csv"
            ),
            .flag(\.drawsChart, "--chart", help: "Draw the range as a chart"),
            .flag(
                \.explains,
                "--explain",
                help: "Print what each part of the expression matched and cost instead"
            ),
            .flag(\.formats, "--format", help: "Print the expression on lines of its own, and do not ask it"),
        ] + SharedOptions.parameters.lifted(into: \.shared)

    func validate(isRange: Bool) throws(UsageError) {
        if let limit, limit < 1 { throw UsageError("--limit must be 1 or more, not \(limit)") }
        if drawsChart, !isRange { throw UsageError("--chart needs --range") }
        if drawsChart, explains { throw UsageError("'--chart' cannot be used with '--explain'") }
        if drawsChart, format == .json || format == .yaml || format == .csv {
            throw UsageError("--chart cannot be printed as \(format.rawValue)")
        }
        if explains, format == .csv { throw UsageError("--explain cannot be printed as csv") }
    }
}
