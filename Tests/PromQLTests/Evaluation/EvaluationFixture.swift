import GoText
import PromQL
import SampleStore
import Testing

/// Series written in Prometheus' notation, to be asked.
struct EvaluationFixture {
    private(set) var source = SeriesList()
    var options = QueryOptions()

    /// One sample of each series every so often from the epoch on.
    init(every step: String = "1m", _ lines: String...) throws {
        for line in lines { try load(every: step, line) }
    }

    mutating func load(every step: String, _ line: String) throws {
        let interval = try PromDuration(parsing: step).milliseconds
        let series = try SeriesNotation(parsing: line)
        var buffer = SampleBuffer()
        for (index, value) in series.values.enumerated() {
            if case .number(let number) = value { buffer.append(number, at: Int64(index) * interval) }
        }
        source.add(series.labels, buffer)
    }

    func instant(_ query: String, at time: String = "0") throws -> QueryResult {
        let expression = try PromQLParser(.everything).parse(query)
        let time = try PromDuration(parsing: time, allowsSign: true).milliseconds
        return try QueryEngine(options).instant(expression, at: time, source: source)
    }

    /// `metric{labels} value` for each series, in order of labels; the number alone of a scalar.
    func answer(_ query: String, at time: String = "0") throws -> [String] {
        switch try instant(query, at: time).value {
        case .scalar(let sample): [GoText.number(sample.value)]
        case .string(let text, _): [text]
        case .vector(let samples):
            samples.sorted { $0.labels < $1.labels }.map { "\($0.labels) \(GoText.number($0.value))" }
        case .matrix(let series): series.map(Self.text)
        }
    }

    /// `metric{labels} value@seconds …` for each series.
    func answers(
        _ query: String,
        from start: String,
        through end: String,
        step: String
    ) throws -> [String] {
        let expression = try PromQLParser(.everything).parse(query)
        let result = try QueryEngine(options).range(
            expression,
            from: try PromDuration(parsing: start).milliseconds,
            through: try PromDuration(parsing: end).milliseconds,
            step: try PromDuration(parsing: step).milliseconds,
            source: source
        )
        guard case .matrix(let series) = result.value else { return [] }
        return series.map(Self.text)
    }

    /// The texts of all annotations with their places, sorted.
    func annotations(_ query: String, at time: String = "0") throws -> [String] {
        try instant(query, at: time).annotations.map { $0.text(in: query) }.sorted()
    }

    /// The text of the error that a query ends with.
    func error(_ query: String, at time: String = "0") throws -> String? {
        do {
            _ = try instant(query, at: time)
            return nil
        } catch let error as QueryError {
            return error.description
        }
    }

    private static func text(_ series: MatrixSeries) -> String {
        let samples = zip(series.samples.timestamps, series.samples.values).map { time, value in
            "\(GoText.number(value))@\(GoText.number(Double(time) / 1000))"
        }
        return ([series.labels.description] + samples).joined(separator: " ")
    }
}
