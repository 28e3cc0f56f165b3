internal import LinearRegex
internal import SampleStore

/// `label_replace`, its pattern compiled.
struct LabelReplacePlan: Sendable {
    let target: String
    let replacement: String
    let source: String
    let regex: LinearRegex
}

extension LabelReplacePlan {
    /// The replacement with its references resolved, or `nil` when the text does not match.
    func replaced(_ text: String) -> String? {
        regex.firstMatch(in: text).map { regex.expand(replacement, $0, in: text) }
    }
}
