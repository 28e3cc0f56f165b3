internal import GoText
internal import PromQL
internal import SampleStore

/// The answer as lines of comma-separated values (RFC 4180): a column for each label, the time, the value.
struct AnswerCSV {
    private(set) var text = ""

    init(_ answer: QueryAnswer) {
        switch answer.value {
        case .scalar(let sample):
            add(["timestamp", "value"])
            add([AnswerJSON.seconds(sample.timestamp), GoText.number(sample.value)])
        case .string(let value, let timestamp):
            add(["timestamp", "value"])
            add([AnswerJSON.seconds(timestamp), value])
        case .vector(let samples):
            let names = labelNames(of: samples.map(\.labels))
            add(names + ["timestamp", "value"])
            for sample in samples {
                add(
                    names.map { sample.labels[$0] ?? "" }
                        + [AnswerJSON.seconds(sample.timestamp), GoText.number(sample.value)]
                )
            }
        case .matrix(let series):
            let names = labelNames(of: series.map(\.labels))
            add(names + ["timestamp", "value"])
            for series in series {
                let labels = names.map { series.labels[$0] ?? "" }
                for (timestamp, value) in zip(series.samples.timestamps, series.samples.values) {
                    add(labels + [AnswerJSON.seconds(timestamp), GoText.number(value)])
                }
            }
        }
    }

    private mutating func add(_ fields: [String]) {
        text += fields.map(Self.field).joined(separator: ",") + "\r\n"
    }

    private static func field(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            byte >= 0x20 && byte != UInt8(ascii: ",") && byte != UInt8(ascii: "\"")
        }
        return isPlain ? text : "\"\(text.replacing("\"", with: "\"\""))\""
    }
}

/// All names that the label sets have, sorted, the metric's own first.
func labelNames(of sets: [Labels]) -> [String] {
    let names = Set(sets.flatMap { $0.pairs.map(\.name) })
    return names.sorted { ($0 == "__name__" ? 0 : 1, $0) < ($1 == "__name__" ? 0 : 1, $1) }
}
