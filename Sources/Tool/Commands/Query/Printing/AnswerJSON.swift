internal import GoText
internal import PromQL
internal import SampleStore
internal import Values

/// The answer as Prometheus' HTTP API gives it ("Format overview"): scripts for the one read the other.
///
/// A sample stands on one line, however many there are.
struct AnswerJSON {
    private var bytes: [UInt8] = []

    init(_ answer: QueryAnswer) {
        add("{\n  \"status\": \"success\",\n  \"data\": {\n    \"resultType\": ")
        switch answer.value {
        case .scalar(let sample):
            add("\"scalar\",\n    \"result\": ")
            add(sample.value, at: sample.timestamp)
        case .string(let text, let timestamp):
            add("\"string\",\n    \"result\": [\(Self.seconds(timestamp)), \(text.json)]")
        case .vector(let samples):
            add("\"vector\",\n    \"result\": ")
            addList(samples) { json, sample in
                json.addMetric(sample.labels)
                json.add("        \"value\": ")
                json.add(sample.value, at: sample.timestamp)
                json.add("\n")
            }
        case .matrix(let series):
            add("\"matrix\",\n    \"result\": ")
            addList(series) { json, series in
                json.addMetric(series.labels)
                json.add("        \"values\": [\n")
                for place in series.samples.timestamps.indices {
                    json.add(place == 0 ? "          " : ",\n          ")
                    json.add(series.samples.values[place], at: series.samples.timestamps[place])
                }
                json.add("\n        ]\n")
            }
        }
        add("\n  }")
        for (name, texts) in [("warnings", answer.texts(of: .warning)), ("infos", answer.texts(of: .info))]
        where !texts.isEmpty {
            add(",\n  \"\(name)\": [\n    \(texts.map(\.json).joined(separator: ",\n    "))\n  ]")
        }
        add("\n}")
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    private mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func add(_ value: Double, at timestamp: Int64) {
        add("[\(Self.seconds(timestamp)), \"\(GoText.number(value))\"]")
    }

    private mutating func addList<Element>(_ elements: [Element], _ body: (inout Self, Element) -> Void) {
        guard !elements.isEmpty else { return add("[]") }
        add("[\n")
        for (place, element) in elements.enumerated() {
            add(place == 0 ? "      {\n" : ",\n      {\n")
            body(&self, element)
            add("      }")
        }
        add("\n    ]")
    }

    private mutating func addMetric(_ labels: Labels) {
        let members = labels.pairs.map { "\($0.name.json): \($0.value.json)" }
        add("        \"metric\": {\(members.joined(separator: ", "))},\n")
    }

    /// Milliseconds as seconds with the digits they need.
    static func seconds(_ milliseconds: Int64) -> String {
        let rest = String(milliseconds.magnitude % 1000)
        let padded = String(repeating: "0", count: 3 - rest.count) + rest
        let end = padded.utf8.lastIndex { $0 != UInt8(ascii: "0") }
        let fraction = end.map { "." + padded[...$0] } ?? ""
        return "\(milliseconds < 0 ? "-" : "")\(milliseconds.magnitude / 1000)\(fraction)"
    }
}
