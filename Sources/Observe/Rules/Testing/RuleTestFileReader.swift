package import Diagnostics
internal import GoText
internal import PromQL
internal import SampleStore
internal import Values
internal import YAML

/// Reads files of unit tests as promtool does, and tells everything that is wrong with one at once.
package struct RuleTestFileReader {
    var fields = FieldReader()

    package static func read(_ file: SourceFile) throws(InvalidInput) -> RuleTestFile {
        var reader = RuleTestFileReader()
        let root = try YAML.documents(in: file).first ?? .null
        let result = reader.testFile(root, file)
        guard reader.fields.problems.isEmpty else { throw InvalidInput(reader.fields.problems) }
        return result
    }

    private static let fileFields = [
        "rule_files", "evaluation_interval", "group_eval_order", "tests", "fuzzy_compare",
    ]

    private mutating func testFile(_ root: Value, _ file: SourceFile) -> RuleTestFile {
        let object =
            root.isNull ? Object() : fields.members(of: root, "a file of tests", Self.fileFields) ?? Object()
        let interval = fields.duration(object["evaluation_interval"]) ?? 0
        let evaluationInterval = interval == 0 ? 60_000 : interval
        var order: [String] = []
        for value in fields.list(object["group_eval_order"], "group_eval_order") {
            guard let name = fields.text(value) else { continue }
            if order.contains(name.text) {
                fields.complain("group name repeated in evaluation order: \(name.text)", at: name.location)
            }
            order.append(name.text)
        }
        var ruleFiles: [RuleText] = []
        for value in fields.list(object["rule_files"], "rule_files") {
            if let path = fields.text(value) { ruleFiles.append(path) }
        }
        var tests: [RuleTest] = []
        for (index, value) in fields.list(object["tests"], "tests").enumerated() {
            if let test = test(value, index, evaluationInterval) { tests.append(test) }
        }
        return RuleTestFile(
            file: file,
            ruleFiles: ruleFiles,
            evaluationInterval: evaluationInterval,
            groupOrder: order,
            isFuzzy: fields.flag(object["fuzzy_compare"]),
            tests: tests
        )
    }

    // MARK: One test

    private static let testFields = [
        "interval", "input_series", "alert_rule_test", "promql_expr_test", "external_labels", "external_url",
        "name",
        "start_timestamp",
    ]

    private mutating func test(_ value: Value, _ index: Int, _ evaluationInterval: Int64) -> RuleTest? {
        guard let location = value.location, !value.isNull else { return nil }
        guard let object = fields.members(of: value, "a test", Self.testFields) else { return nil }
        let name = fields.text(object["name"])?.text ?? ""
        let interval = fields.duration(object["interval"]) ?? 0
        let step = interval == 0 ? evaluationInterval : interval
        let start = fields.timestamp(object["start_timestamp"]) ?? 0
        var inputs: [RuleTest.Input] = []
        for value in fields.list(object["input_series"], "input_series") {
            if let input = input(value, start, step) { inputs.append(input) }
        }
        var alertCases: [RuleTest.AlertCase] = []
        for value in fields.list(object["alert_rule_test"], "alert_rule_test") {
            if let test = alertCase(value) { alertCases.append(test) }
        }
        var expressionCases: [RuleTest.ExpressionCase] = []
        for value in fields.list(object["promql_expr_test"], "promql_expr_test") {
            if let test = expressionCase(value) { expressionCases.append(test) }
        }
        return RuleTest(
            name: name.isEmpty ? "unnamed#\(index)" : name,
            location: location,
            interval: step,
            inputs: inputs,
            alertCases: alertCases,
            expressionCases: expressionCases,
            externalLabels: fields.texts(object["external_labels"], "external_labels"),
            externalURL: fields.text(object["external_url"])?.text ?? "",
            start: start
        )
    }

    private mutating func input(_ value: Value, _ start: Int64, _ step: Int64) -> RuleTest.Input? {
        guard let object = fields.members(of: value, "an input series", ["series", "values"]),
            let location = value.location
        else { return nil }
        let series = fields.text(object["series"]) ?? RuleText("", at: location)
        let values = fields.text(object["values"]) ?? RuleText("", at: location)
        do throws(NotationError) {
            let labels = try SeriesNotation.labels(series.text)
            let (samples, hasHistograms) = try samples(of: values, start, step)
            return RuleTest.Input(
                series: series,
                values: values,
                labels: labels,
                samples: samples,
                hasHistograms: hasHistograms
            )
        } catch {
            let isSeries = (try? SeriesNotation.labels(series.text)) == nil
            let text = isSeries ? series : values
            fields.complain(
                error.message,
                at: text.location(at: error.offset),
                hint: isSeries
                    ? "write a series such as up{job=\"api\"}"
                    : "write values such as 0+10x5, 1 2 _ stale, or 5x10"
            )
            return nil
        }
    }

    private func samples(
        of text: RuleText,
        _ start: Int64,
        _ step: Int64
    ) throws(NotationError) -> (samples: SampleBuffer, hasHistograms: Bool) {
        var samples = SampleBuffer()
        var hasHistograms = false
        for (index, value) in try SeriesNotation.values(text.text).enumerated() {
            let (offset, isTooFar) = step.multipliedReportingOverflow(by: Int64(index))
            guard !isTooFar else { break }
            switch value {
            case .omitted: break
            case .number(let number): samples.append(number, at: start &+ offset)
            case .histogram: hasHistograms = true
            }
        }
        return (samples, hasHistograms)
    }

    // MARK: What has to come out

    private mutating func alertCase(_ value: Value) -> RuleTest.AlertCase? {
        let known = ["eval_time", "alertname", "exp_alerts", "partial_match"]
        guard let object = fields.members(of: value, "an alert_rule_test", known),
            let location = value.location
        else { return nil }
        let time = fields.duration(object["eval_time"]) ?? 0
        let name = fields.text(object["alertname"])?.text ?? ""
        if name.isEmpty {
            fields.complain(
                "an item under alert_rule_test misses required attribute alertname at eval_time "
                    + PromDuration(milliseconds: time).description,
                at: location
            )
        }
        let isPartial = fields.flag(object["partial_match"])
        var expected: [RuleTest.ExpectedAlert] = []
        for value in fields.list(object["exp_alerts"], "exp_alerts") {
            let known = ["exp_labels", "exp_annotations", "partial_match"]
            guard let alert = fields.members(of: value, "an expected alert", known) else { continue }
            expected.append(
                RuleTest.ExpectedAlert(
                    location: value.location ?? location,
                    labels: fields.texts(alert["exp_labels"], "exp_labels"),
                    annotations: fields.texts(alert["exp_annotations"], "exp_annotations"),
                    isPartial: alert["partial_match"].map { fields.flag($0) } ?? isPartial
                )
            )
        }
        return RuleTest.AlertCase(location: location, time: time, alertname: name, expected: expected)
    }

    private mutating func expressionCase(_ value: Value) -> RuleTest.ExpressionCase? {
        let known = ["expr", "eval_time", "exp_samples", "partial_match"]
        guard let object = fields.members(of: value, "a promql_expr_test", known),
            let location = value.location
        else { return nil }
        var expected: [RuleTest.ExpectedSample] = []
        for value in fields.list(object["exp_samples"], "exp_samples") {
            let known = ["labels", "value", "histogram"]
            guard let sample = fields.members(of: value, "an expected sample", known) else { continue }
            let place = value.location ?? location
            expected.append(
                RuleTest.ExpectedSample(
                    location: place,
                    labels: fields.text(sample["labels"]) ?? RuleText("", at: place),
                    value: fields.number(sample["value"]) ?? 0,
                    histogram: fields.text(sample["histogram"])?.text
                )
            )
        }
        return RuleTest.ExpressionCase(
            location: location,
            expression: fields.text(object["expr"]) ?? RuleText("", at: location),
            time: fields.duration(object["eval_time"]) ?? 0,
            expected: expected,
            isPartial: fields.flag(object["partial_match"])
        )
    }
}
