internal import SampleStore

/// Why a query has no answer; the texts are those of Prometheus.
package enum QueryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The expression would need more samples at once than allowed.
    case tooManySamples(limit: Int)
    /// The evaluation took longer than allowed.
    case timedOut
    /// The task was cancelled.
    case cancelled
    /// The source could not be read.
    case source(String)
    /// The data or an argument does not allow an answer.
    case evaluation(String)
    /// The expression has no answer of this kind: a string over a range, say.
    case unsuitable(String)
    /// A part of the language that is not there yet, by its name.
    case unsupported(String)

    package var description: String {
        switch self {
        case .tooManySamples: "query processing would load too many samples into memory in query execution"
        case .timedOut: "query timed out in expression evaluation"
        case .cancelled: "query was canceled in expression evaluation"
        case .source(let message): "expanding series: \(message)"
        case .evaluation(let message), .unsuitable(let message): message
        case .unsupported(let what): "\(what) is not supported yet"
        }
    }

    /// What to do next, where anything can be done.
    package var hint: String? {
        switch self {
        case .tooManySamples(let limit):
            "the limit is \(limit) samples: select fewer series, a shorter range or longer steps"
        case .timedOut: "select fewer series, a shorter range or longer steps"
        case .cancelled, .source, .evaluation, .unsuitable, .unsupported: nil
        }
    }

    static let sameLabels = QueryError.evaluation("vector cannot contain metrics with the same labelset")
}
