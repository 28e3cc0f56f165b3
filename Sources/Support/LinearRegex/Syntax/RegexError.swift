/// A pattern that is no regular expression of RE2's syntax, in the words of Go's `regexp/syntax`.
package struct RegexError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, as Go names the code: `missing closing )`.
    package let code: String
    /// The part of the pattern that is wrong.
    package let part: String

    package init(code: String, part: String) {
        self.code = code
        self.part = part
    }

    /// The whole message as Prometheus shows it.
    package var description: String { "error parsing regexp: \(code): `\(part)`" }
}
