import Exposition

/// The samples of a text as short lines, `name{a="b"} value timestamp`, to be compared at a glance.
func read(
    _ text: String,
    _ dialect: Dialect = .text,
    mode: ExpositionParser.Mode = .strict,
    limits: ExpositionLimits = ExpositionLimits()
) throws(ExpositionError) -> [String] {
    try ExpositionParser(dialect, mode: mode, limits: limits).samples(in: Array(text.utf8)).samples.map(
        \.line
    )
}

/// Where and why a text is refused, as `line:column kind`.
func refusal(_ text: String, _ dialect: Dialect = .text) -> String {
    do throws(ExpositionError) {
        return "accepted: \(try read(text, dialect))"
    } catch {
        guard case .malformed(let fault) = error else { return "\(error)" }
        return "\(fault.line):\(fault.column) \(fault.kind)"
    }
}

extension ParsedSample {
    var line: String {
        let inner = labels.map { "\($0.name)=\"\($0.value)\"" }.joined(separator: ",")
        let value = self.value.isNaN ? "nan" : "\(self.value)"
        return "\(name){\(inner)} \(value)\(timestamp.map { " \($0)" } ?? "")"
    }
}
