/// A regular expression of RE2's syntax, matched in time linear in the text.
package struct LinearRegex: @unchecked Sendable {
    package let pattern: String
    /// All texts that match, where they are few and known from the pattern; only for patterns of whole texts.
    package let literals: [String]?
    private let regex: Regex<AnyRegexOutput>

    /// A pattern that has to match whole texts, a dot matching line feeds: `^(?s:…)$`, as in Prometheus.
    package init(wholeText pattern: String) throws(RegexError) {
        self.pattern = pattern
        literals = nil
        do {
            regex = try Regex("(?s:\(pattern))").matchingSemantics(.unicodeScalar)
        } catch {
            throw RegexError(code: "invalid", part: pattern)
        }
    }

    package func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        (try? regex.wholeMatch(in: String(decoding: text, as: UTF8.self))) != nil
    }
}
