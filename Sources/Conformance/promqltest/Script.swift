internal import PromQL
internal import SampleStore

/// A test script of Prometheus: loads of series, and evaluations with what they have to come to.
///
/// See the README of Prometheus' `promql/promqltest`.
struct Script {
    enum Command {
        case clear
        case load(Load)
        case evaluate(Evaluation)
    }

    struct Load {
        /// Milliseconds between samples.
        let step: Int64
        var series: [SeriesNotation] = []
        /// The series whose samples say when they started.
        var started: [Labels] = []
        /// Whether classic histograms are loaded as native ones with custom buckets too.
        let makesNativeHistograms: Bool
    }

    struct Evaluation {
        let line: Int
        let query: String
        var time: Time
        var expectation = Expectation()
    }

    enum Time {
        /// Milliseconds since the epoch.
        case instant(Int64)
        case range(from: Int64, through: Int64, step: Int64)
    }

    var commands: [Command] = []
}

/// What an evaluation has to come to.
struct Expectation {
    enum Kind: String { case ordered, fail, warn, info, noWarn = "no_warn", noInfo = "no_info" }

    enum Text {
        case anything
        case message(String)
        /// Anywhere in the text.
        case pattern(String)
    }

    struct Series {
        let labels: Labels
        let values: [SeriesNotation.Value]
    }

    var texts: [(kind: Kind, text: Text)] = []
    var scalar: Double?
    var string: String?
    /// In the order written.
    var series: [Series] = []
    /// The grid of the values of a range vector, at an instant.
    var rangeVector: (from: Int64, through: Int64, step: Int64)?
    /// The old forms: `eval_fail`, `eval_warn`, ….
    var old: Kind?

    func has(_ kind: Kind) -> Bool { old == kind || texts.contains { $0.kind == kind } }
    func texts(_ kind: Kind) -> [Text] { texts.filter { $0.kind == kind }.map(\.text) }
}
