internal import LinearRegex
internal import PromQL

extension Expectation {
    /// What is wrong with the annotations of an answer, or `nil`.
    ///
    /// Each expected one has to be there; where any of a kind is expected, no other of that kind may be.
    func difference(_ annotations: [Annotation], query: String) -> String? {
        for (severity, wanted, unwanted) in [
            (Annotation.Severity.warning, Kind.warn, Kind.noWarn), (.info, .info, .noInfo),
        ] {
            let actual = annotations.filter { $0.severity == severity }.map { $0.text(in: query) }
            if old == wanted, actual.isEmpty { return "expected \(wanted.rawValue), got none" }
            if has(unwanted), let first = actual.first { return "unexpected \(first)" }
            let expected = texts(wanted)
            guard !expected.isEmpty else { continue }
            for text in expected where !actual.contains(where: text.matches) {
                return "expected \(wanted.rawValue) \(text), got \(actual)"
            }
            if let other = actual.first(where: { text in !expected.contains { $0.matches(text) } }) {
                return "unexpected \(other)"
            }
        }
        return nil
    }

    /// What is wrong with the text of an error, or `nil`.
    func difference(error: String) -> String? {
        for text in texts(.fail) where !text.matches(error) {
            return "expected the error \(text), got \(error)"
        }
        return nil
    }
}

extension Expectation.Text: CustomStringConvertible {
    func matches(_ text: String) -> Bool {
        switch self {
        case .anything: true
        case .message(let message): text == message
        case .pattern(let pattern): (try? LinearRegex(pattern))?.matches(text) ?? false
        }
    }

    var description: String {
        switch self {
        case .anything: "of any text"
        case .message(let message): message
        case .pattern(let pattern): "matching \(pattern)"
        }
    }
}
