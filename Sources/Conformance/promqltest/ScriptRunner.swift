internal import GoText
internal import PromQL
internal import SampleStore

/// Runs the commands of a script one after another.
///
/// Each evaluation at an instant is run more often than it is written, as Prometheus' runner does: with the moment put on
/// every selector by `@`, at five moments, and each of these as the middle of a range.
struct ScriptRunner {
    enum Outcome {
        case passed
        case failed(String)
        case skipped([SkipReason])
    }

    struct Options {
        var skipsHistograms = false
        var skipsExperimental = false
        var delaysNameRemoval = true
    }

    let options: Options
    private let engine: QueryEngine
    private let parser = PromQLParser(.everything)
    private var data = LoadedData()

    init(_ options: Options) {
        self.options = options
        var query = QueryOptions()
        query.maxSamples = 10_000
        query.timeout = .seconds(100)
        query.delaysNameRemoval = options.delaysNameRemoval
        engine = QueryEngine(query)
    }

    /// Answers with each evaluation and its outcome.
    mutating func run(_ script: Script, _ report: (Script.Evaluation, Outcome) -> Void) {
        for command in script.commands {
            switch command {
            case .clear: data = LoadedData()
            case .load(let load): data.load(load)
            case .evaluate(let evaluation): report(evaluation, outcome(of: evaluation))
            }
        }
    }

    private func outcome(of evaluation: Script.Evaluation) -> Outcome {
        let expression: Expression
        do throws(ParseErrors) {
            expression = try parser.parse(evaluation.query)
        } catch {
            let trims = ["</", ">/"].contains { evaluation.query.contains($0) }
            if trims, options.skipsHistograms { return .skipped([.nativeHistograms]) }
            return .failed(error.description)
        }
        let reasons = SkipReason.reasons(evaluation, expression, data)
        let skipped = reasons.filter { reason in
            switch reason {
            case .nativeHistograms: options.skipsHistograms
            case .experimental: options.skipsExperimental
            }
        }
        if !skipped.isEmpty { return .skipped(skipped) }
        let failure: String?
        switch evaluation.time {
        case .range(let from, let through, let step):
            failure = rangeFailure(evaluation, expression, from, through, step)
        case .instant(let time):
            failure = instantFailure(evaluation, expression, at: time)
        }
        guard let failure else { return .passed }
        let needs = reasons.isEmpty ? "" : " (needs \(reasons.map(\.description).joined(separator: ", ")))"
        return .failed(failure + needs)
    }

    private func rangeFailure(
        _ evaluation: Script.Evaluation,
        _ expression: Expression,
        _ from: Int64,
        _ through: Int64,
        _ step: Int64
    ) -> String? {
        let expectation = evaluation.expectation
        let result: QueryResult
        do throws(QueryError) {
            result = try engine.range(
                expression,
                from: from,
                through: through,
                step: step,
                source: data.source
            )
        } catch {
            return failure(of: error, expectation)
        }
        if expectation.has(.fail) { return "expected an error, got none" }
        return expectation.difference(result.annotations, query: evaluation.query)
            ?? Comparison(expectation: expectation, grid: (from, through, step)).difference(result.value)
    }

    /// Runs it as written, then with the moment put on all selectors.
    private func instantFailure(
        _ evaluation: Script.Evaluation,
        _ expression: Expression,
        at time: Int64
    ) -> String? {
        if let failure = failure(evaluation, evaluation.query, expression, at: time) { return failure }
        guard let pinned = PinnedQuery(expression, at: time) else { return nil }
        let reread: Expression
        do throws(ParseErrors) {
            reread = try parser.parse(pinned.text)
        } catch {
            return "as \(pinned.text): \(error)"
        }
        for time in pinned.times {
            if let failure = failure(evaluation, pinned.text, reread, at: time) {
                return "as \(pinned.text) at \(time) ms: \(failure)"
            }
        }
        return nil
    }

    /// Once at the moment, and once as the middle of three steps.
    private func failure(
        _ evaluation: Script.Evaluation,
        _ query: String,
        _ expression: Expression,
        at time: Int64
    ) -> String? {
        let expectation = evaluation.expectation
        let comparison = Comparison(expectation: expectation, grid: expectation.rangeVector)
        let result: QueryResult
        do throws(QueryError) {
            result = try engine.instant(expression, at: time, source: data.source)
        } catch {
            return failure(of: error, expectation)
        }
        if expectation.has(.fail) { return "expected an error, got none" }
        if let difference = expectation.difference(result.annotations, query: query)
            ?? comparison.difference(result.value)
        {
            return difference
        }
        if expectation.string != nil || expectation.rangeVector != nil || PinnedQuery.isBoundToRange(query) {
            return nil
        }
        let (from, through) = (time - 60_000, time + 60_000)
        do throws(QueryError) {
            let range = try engine.range(
                expression,
                from: from,
                through: through,
                step: 60_000,
                source: data.source
            )
            guard let middle = Self.value(of: range.value, at: time, like: result.value) else {
                return "in range mode: no matrix"
            }
            return comparison.difference(middle, ignoresOrder: true).map { "in range mode: \($0)" }
        } catch {
            return "in range mode: \(error)"
        }
    }

    private func failure(of error: QueryError, _ expectation: Expectation) -> String? {
        guard expectation.has(.fail) else { return "failed: \(error)" }
        return expectation.difference(error: error.description)
    }

    /// The samples of a matrix at one step.
    private static func value(of value: QueryValue, at time: Int64, like other: QueryValue) -> QueryValue? {
        guard case .matrix(let matrix) = value else { return nil }
        let samples = matrix.compactMap { series -> VectorSample? in
            guard let place = series.samples.timestamps.firstIndex(of: time) else { return nil }
            return VectorSample(
                labels: series.labels,
                timestamp: time,
                value: series.samples.values[place]
            )
        }
        guard case .scalar = other else { return .vector(samples) }
        return samples.first.map { .scalar(.init(timestamp: time, value: $0.value)) }
    }
}
