internal import GoText
internal import PromQL
internal import SampleStore
internal import Values

/// Answers queries over samples at any times, for comparing with another implementation.
///
/// A line of input is one of these, its fields parted by tabs; times are milliseconds since the epoch:
///
///     sample  metric{label="value"}  time  number
///     instant  time  query
///     range  from  through  step  query
///
/// Each query gets a line of JSON: `{"error": …}` or `{"series": [{"metric": {…}, "values": [[time, "number"], …]}]}`.
struct AnswerMode {
    private var source = SeriesList()
    private let engine = QueryEngine()
    private let parser = PromQLParser()

    /// The answer to a line, or `nil` for a sample; throws what is wrong with the line.
    mutating func answer(_ line: Substring) throws(ScriptError) -> String? {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        let numbers = fields.map { Int64($0) }
        switch (fields[0], fields.count) {
        case ("sample", 4):
            guard let time = numbers[2] else { throw Self.error(line) }
            try add(fields[1], time, fields[3])
            return nil
        case ("instant", 3):
            guard let time = numbers[1] else { throw Self.error(line) }
            return json(fields[2]) { query throws(QueryError) in
                try engine.instant(query, at: time, source: source)
            }
        case ("range", 5):
            guard let from = numbers[1], let through = numbers[2], let step = numbers[3] else {
                throw Self.error(line)
            }
            return json(fields[4]) { query throws(QueryError) in
                try engine.range(query, from: from, through: through, step: step, source: source)
            }
        default: throw Self.error(line)
        }
    }

    private static func error(_ line: Substring) -> ScriptError {
        ScriptError(line: 0, message: "cannot read \(line)")
    }

    private mutating func add(_ metric: String, _ time: Int64, _ value: String) throws(ScriptError) {
        do throws(NotationError) {
            let series = try SeriesNotation(parsing: "\(metric) \(value)")
            guard case .number(let number)? = series.values.first else { return }
            source.append(number, at: time, to: series.labels)
        } catch {
            throw ScriptError(line: 0, message: "\(error): \(metric) \(value)")
        }
    }

    private func json(_ text: String, _ evaluate: (Expression) throws(QueryError) -> QueryResult) -> String {
        var answer = Object()
        do throws(ParseErrors) {
            let query = try parser.parse(text)
            do throws(QueryError) {
                answer["series"] = .array(Self.series(try evaluate(query).value))
            } catch {
                answer["error"] = .string(error.description)
            }
        } catch {
            answer["error"] = .string(error.description)
        }
        return Value.object(answer).json(.compact)
    }

    private static func series(_ value: QueryValue) -> [Value] {
        switch value {
        case .scalar(let sample): [series(.empty, [(sample.timestamp, sample.value)])]
        case .string: []
        case .vector(let samples): samples.map { series($0.labels, [($0.timestamp, $0.value)]) }
        case .matrix(let matrix):
            matrix.map { series($0.labels, Array(zip($0.samples.timestamps, $0.samples.values))) }
        }
    }

    private static func series(_ labels: Labels, _ samples: [(Int64, Double)]) -> Value {
        var metric = Object()
        for (name, value) in labels.pairs { metric[name] = .string(value) }
        var series = Object()
        series["metric"] = .object(metric)
        series["values"] = .array(
            samples.map { .array([.int(Int($0)), .string(GoText.number($1))]) }
        )
        return .object(series)
    }
}
