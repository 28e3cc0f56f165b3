internal import Arguments
internal import Diagnostics
internal import GoText
internal import PromQL
internal import Rules
internal import TerminalUI

/// The verb `mcpctl rules list`.
struct ListRules: Command {
    static let name = "list"
    static let summary = "List the rules of files"
    static let examples = [
        Example("See all rules", "mcpctl rules list rules/*.yaml"),
        Example(
            "Pick out what pages",
            "mcpctl rules list rules.yaml -o json | jq '.[] | select(.labels.severity)'"
        ),
    ]
    static let parameters: [Parameter<Self>] =
        RuleFileOptions.parameters.lifted(into: \.files)
        + RuleTableOptions.parameters.lifted(into: \.print)

    var files = RuleFileOptions()
    var print = RuleTableOptions()

    func run() async throws -> ExitStatus {
        let files = try self.files.read()
        let console = print.shared.console
        console.tell(files.flatMap(\.warnings))
        print.show(RuleListing(files).json) {
            Self.table(of: files, isWide: print.format == .wide, isCut: console.isTerminal).text
        }
        return .success
    }

    /// Expressions of which a person sees the beginning are no longer than this.
    private static let expressionLimit = 60

    private static func table(of files: [RuleFile], isWide: Bool, isCut: Bool) -> TextTable {
        let names = ["GROUP", "KIND", "NAME", "FOR", "SEVERITY"]
        var table = TextTable(
            ((isWide ? ["PLACE", "EVERY"] : []) + names + (isWide ? ["LABELS"] : []) + ["EXPRESSION"])
                .map { .init($0) }
        )
        for file in files {
            for group in file.groups {
                for rule in group.rules {
                    let expression = visible(rule.tree.description)
                    let cells = [
                        visible(group.name.text), rule.kind.rawValue, visible(rule.name.text),
                        rule.hold > 0 ? "\(PromDuration(milliseconds: rule.hold))" : "-",
                        rule.labels.first { $0.name == "severity" }.map { visible($0.value.text) } ?? "-",
                    ]
                    let place = "\(visible(file.file.name)):\(rule.location.line)"
                    let every = group.interval.map { "\(PromDuration(milliseconds: $0))" } ?? "-"
                    let labels = rule.labels.map { "\($0.name)=\(GoText.quoted($0.value.text))" }
                    table.add(
                        (isWide ? [place, every] : []) + cells
                            + (isWide ? [labels.isEmpty ? "-" : visible(labels.joined(separator: ","))] : [])
                            + [isCut && !isWide ? shortened(expression, to: expressionLimit) : expression]
                    )
                }
            }
        }
        return table
    }
}
