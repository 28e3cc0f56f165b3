package import Diagnostics
package import Values

/// A type that a profile can hold: read from a tree, described by JSON Schema, written back.
package protocol ProfileValue: Sendable {
    /// Reads the value, or reports what is wrong with it and returns `nil`.
    static func decode(_ value: Value, _ decoding: inout Decoding) -> Self?

    /// The JSON Schema (2020-12) of the accepted texts.
    static func schema(_ schemas: inout SchemaSet) -> Value

    /// The value as a tree.
    ///
    /// `absent` is what stands for an optional that is not there: nothing for people, null for templates, which
    /// can then ask for any key.
    func encoded(absent: Value?) -> Value?
}

/// Collects everything that is wrong while a tree becomes typed.
package struct Decoding {
    package private(set) var diagnostics: [Diagnostic] = []
    /// The keys that lead to the value being read.
    package private(set) var path: [String] = []

    /// Whether an overlay is read: no key must be there, and null removes what is below.
    private(set) var isPartial = false

    package init() {}

    /// Reads what an overlay may say.
    mutating func partially<Result>(_ body: (inout Decoding) -> Result) -> Result {
        let before = isPartial
        isPartial = true
        defer { isPartial = before }
        return body(&self)
    }

    package mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

    package mutating func error(_ message: String, at location: SourceLocation?, hint: String? = nil) {
        diagnostics.append(.error(message, at: location, hint: hint))
    }

    /// Reports that the value at hand is not `expected`: `port must be a number from 1 to 65535, not "http"`.
    package mutating func mismatch(_ expected: String, _ value: Value, hint: String? = nil) {
        error("\(subject) must be \(expected), not \(quoted(value))", at: value.location, hint: hint)
    }

    /// The value in a few characters; only its kind where it may be a secret.
    package func quoted(_ value: Value) -> String { mayHoldSecret(value) ? value.kind : value.shortText }

    private func mayHoldSecret(_ value: Value) -> Bool {
        isInSecrets || path.last.map(SecretLook.isTelling(name:)) == true
            || value.string.map { SecretLook.isTelling(text: $0) } == true
    }

    /// Whether the value being read is an entry of `secrets`, or a part of one.
    package var isInSecrets: Bool { path.contains("secrets") }

    /// The dotted name of the value being read.
    package var subject: String { path.isEmpty ? "the profile" : path.joined(separator: ".") }

    package mutating func descend<Result>(into key: String, _ body: (inout Decoding) -> Result) -> Result {
        path.append(key)
        defer { path.removeLast() }
        return body(&self)
    }
}

extension Value {
    /// The value in a few characters, for messages.
    package var shortText: String {
        switch content {
        case .null: "nothing"
        case .bool(let value): String(value)
        case .number(let number): number.text
        case .string(let text): text.count > 60 ? "\"\(text.prefix(57))…\"" : "\"\(text)\""
        case .array, .object: kind
        }
    }
}
