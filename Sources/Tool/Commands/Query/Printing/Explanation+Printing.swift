internal import Diagnostics
internal import PromQL
internal import TerminalUI
internal import Values

extension Explanation {
    /// The parts below one another with their figures.
    func table(cutsTexts: Bool) -> String {
        var table = TextTable([
            .init("EXPRESSION"), .init("TYPE"), .init("HOW"), .init("SERIES", isNumber: true),
            .init("SAMPLES READ", isNumber: true), .init("STEPS", isNumber: true),
            .init("TIME", isNumber: true),
        ])
        add(to: &table, indentation: "", cutsTexts: cutsTexts)
        return table.text
    }

    private func add(to table: inout TextTable, indentation: String, cutsTexts: Bool) {
        let text = visible(expression)
        let shown = cutsTexts ? shortened(text, to: 48) : text
        table.add([
            indentation + shown, type, method, "\(series)", "\(samplesRead)", "\(steps)",
            duration.map { "\(humanized($0 / .seconds(1)))s" } ?? "-",
        ])
        for part in parts { part.add(to: &table, indentation: indentation + "  ", cutsTexts: cutsTexts) }
    }

    var tree: Value {
        [
            "expression": .string(expression), "type": .string(type), "method": .string(method),
            "series": .int(series), "samplesRead": .int(samplesRead), "steps": .int(steps),
            "seconds": duration.map { .number(Number($0 / .seconds(1))) } ?? .null,
            "parts": .array(parts.map(\.tree)),
        ]
    }
}
