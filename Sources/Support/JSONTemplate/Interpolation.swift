/// A text with `${…}` in it, cut into its parts once.
struct Interpolation: Sendable {
    enum Part: Sendable {
        case text(String)
        /// What stands between the braces, and its meaning.
        case expression(String, Expression)
        /// What could not be parsed; the parts before it are evaluated first.
        case failure(TemplateError)
    }

    let source: TextSource
    private(set) var parts: [Part] = []

    init(_ source: TextSource, depth: Int, _ stack: StackGuard) {
        self.source = source
        guard source.text.utf8.contains(UInt8(ascii: "$")) else {
            parts = [.text(source.text)]
            return
        }
        let bytes = Array(source.text.utf8)
        let (dollar, brace) = (UInt8(ascii: "$"), UInt8(ascii: "{"))
        func byte(_ index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }
        var literal: [UInt8] = []
        var index = 0
        while let found = bytes[index...].firstIndex(of: dollar) {
            literal += bytes[index..<found]
            if byte(found + 1) == dollar, byte(found + 2) == brace {
                literal += [dollar, brace]
                index = found + 3
            } else if byte(found + 1) == brace {
                flush(&literal)
                do throws(ExpressionFault) {
                    let start = found + 2
                    let (expression, end) = try ExpressionParser.embedded(
                        in: bytes,
                        from: start,
                        depth: depth,
                        stack
                    )
                    parts.append(.expression(String(decoding: bytes[start..<end], as: UTF8.self), expression))
                    index = end + 1
                } catch {
                    parts.append(.failure(source.error(error)))
                    return
                }
            } else {
                literal.append(dollar)
                index = found + 1
            }
        }
        literal += bytes[index...]
        flush(&literal)
    }

    /// A text that is taken as it is.
    init(constant: String) {
        source = TextSource(text: constant, location: nil)
        parts = [.text(constant)]
    }

    /// A text that must not stand where it stands.
    init(failure: TemplateError) {
        source = TextSource(text: "", location: nil)
        parts = [.failure(failure)]
    }

    private mutating func flush(_ literal: inout [UInt8]) {
        guard !literal.isEmpty else { return }
        parts.append(.text(String(decoding: literal, as: UTF8.self)))
        literal = []
    }

    /// The text, when there is nothing to evaluate.
    var constant: String? {
        if parts.isEmpty { return "" }
        if parts.count == 1, case .text(let text) = parts[0] { return text }
        return nil
    }
}
