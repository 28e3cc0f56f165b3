internal import SampleStore

/// A selection of series and when it looks.
struct SelectorPlan: Sendable {
    let matchers: [Matcher]
    let moment: MomentPlan
    /// Whether all series have the same metric name, so that they differ without it too.
    let hasOneName: Bool

    init(_ selector: VectorSelector) throws(QueryError) {
        if let boundary = selector.boundary { throw .unsupported("the modifier \(boundary.rawValue)") }
        matchers = selector.matchers
        moment = try MomentPlan(selector.moment)
        hasOneName = matchers.contains {
            $0.name == "__name__" && $0.operation == .equal && !$0.value.isEmpty
        }
    }
}

/// `@` and `offset`.
struct MomentPlan: Sendable {
    let anchor: Moment.Anchor?
    /// Milliseconds into the past.
    let offset: Int64

    init(_ moment: Moment) throws(QueryError) {
        anchor = moment.anchor
        offset = try moment.offset.fixedMilliseconds()
    }
}

extension QueryDuration {
    /// Durations that have to be computed are an experimental part of the language.
    func fixedMilliseconds() throws(QueryError) -> Int64 {
        guard let milliseconds else { throw .unsupported("arithmetic in durations") }
        return milliseconds
    }
}

/// A function of a range vector and what it is given.
struct WindowPlan: Sendable {
    let function: RangeFunction
    let input: RangeInput
    let arguments: [PlanNode]
    /// Where an annotation about the range points.
    let firstArgument: TextRange
}

/// Where the samples of a range vector come from.
struct RangeInput: Sendable {
    indirect enum Samples: Sendable {
        case selector(SelectorPlan)
        /// The node at multiples of the step, in milliseconds.
        case subquery(PlanNode, step: Int64)
    }

    let samples: Samples
    /// Milliseconds; a sample exactly so long before the end is outside.
    let length: Int64
    let moment: MomentPlan
}
