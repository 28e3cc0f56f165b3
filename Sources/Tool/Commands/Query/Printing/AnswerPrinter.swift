internal import Arguments
internal import Diagnostics
internal import PromQL
internal import SampleStore
internal import Values
internal import YAML

/// Prints an answer in the format that was asked for.
struct AnswerPrinter {
    let options: AnswerOptions
    let console: Console

    func print(_ answer: QueryAnswer) {
        if options.explains, let explanation = answer.explanation { return explain(explanation) }
        switch options.format {
        case .table where options.drawsChart, .wide where options.drawsChart:
            console.output(
                AnswerChart(
                    answer,
                    width: console.streams.width,
                    limit: options.limit,
                    isColored: console.colorsOutput
                ).text
            )
        case .table, .wide:
            console.output(AnswerTable(answer, isWide: options.format == .wide, limit: options.limit).text)
        case .json: console.json(AnswerJSON(answer).text)
        case .yaml: console.output(Self.yaml(ofJSON: AnswerJSON(answer).text))
        case .csv: console.output(AnswerCSV(answer).text)
        }
    }

    private func explain(_ explanation: Explanation) {
        switch options.format {
        case .json: console.json(explanation.tree.json(.pretty))
        case .yaml: console.output(YAML.text(of: [explanation.tree]))
        case .table, .wide, .csv: console.output(explanation.table(cutsTexts: console.isTerminal))
        }
    }

    /// One place says what the answer looks like; JSON is YAML, and this makes it look so.
    private static func yaml(ofJSON text: String) -> String {
        do throws(InvalidInput) {
            let limits = JSONLimits(maximumBytes: .max)
            return YAML.text(of: [try JSON.value(in: SourceFile(name: "answer", text: text), limits: limits)])
        } catch {
            return text + "\n"
        }
    }
}
