import Diagnostics
import FileSystem
import Foundation
import Profile
import Values
import YAML

@testable import Render

/// One alert with series that make it fire and series that do not, in the parts that metrics play.
struct RuleCase {
    let alert: String
    /// Labels that tell it from others of its name.
    let labels: [String: String]
    /// Between two samples, and between two evaluations.
    let step: String
    let firing: Value
    let quiet: [Value]

    static func all() throws -> [RuleCase] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "rules").path
        return try Files.names(in: folder).sorted().flatMap { name -> [RuleCase] in
            let text = String(decoding: try Files.read("\(folder)/\(name)"), as: UTF8.self)
            let document = try YAML.document(in: SourceFile(name: name, text: text))
            return (document.array ?? []).map(RuleCase.init)
        }
    }

    private init(_ value: Value) {
        alert = value["alert"]?.string ?? ""
        labels = (value["where"]?.object ?? Object()).reduce(into: [:]) { $0[$1.key] = $1.value.string }
        step = value["step"]?.string ?? "1m"
        firing = value["firing"] ?? .null
        quiet = value["quiet"]?.array ?? []
    }

    /// As promtool reads it (Prometheus, "Unit testing for rules"): the firing one first.
    func tests(_ model: MonitoringModel) -> [Value] {
        ([(firing, true)] + quiet.map { ($0, false) }).map { value, fires in
            let wanted = [("alertname", alert), ("alertstate", "firing")] + labels.sorted { $0.key < $1.key }
            let matchers = wanted.map { "\($0.0)=\"\($0.1)\"" }.joined(separator: ", ")
            let sample: Value = ["labels": .string("{alertname=\"\(alert)\"}"), "value": 1]
            return [
                "name": .string("\(alert) \(labels) \(fires ? "fires" : "is quiet")"),
                "interval": .string(step),
                "input_series": .array((value["series"]?.array ?? []).compactMap { series($0, model) }),
                "promql_expr_test": [
                    [
                        "expr": .string("count by (alertname) (ALERTS{\(matchers)}) > 0"),
                        "eval_time": value["at"] ?? .null,
                        "exp_samples": fires ? [sample] : [],
                    ]
                ],
            ]
        }
    }

    /// A series under the name that its metric has; `nil` when the server's metric is of another type.
    private func series(_ value: Value, _ model: MonitoringModel) -> Value? {
        let words = (value["of"]?.string ?? "").split(separator: "/").map(String.init)
        guard let name = words.first, let part = model.telemetry[name],
            (words.count == 2) == (part.metric.type == .histogram)
        else { return nil }
        var labels = ["instance": "a", "job": model.name, "service": model.name]
        for fixed in part.fixed { labels[fixed.label] = fixed.value }
        for member in value["labels"]?.object ?? Object() {
            let label =
                ["instance", "le"].contains(member.key) ? member.key : part.metric.labels[member.key]
            if let label { labels[label] = member.value.string }
        }
        let text = labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\($0.value)\"" }
        return [
            "series": .string(
                part.metric.name + (words.count == 2 ? "_\(words[1])" : "")
                    + "{\(text.joined(separator: ", "))}"
            ),
            "values": value["values"] ?? .null,
        ]
    }
}
