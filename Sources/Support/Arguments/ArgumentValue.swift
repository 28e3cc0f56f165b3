/// A type that can be read from one command-line word.
package protocol ArgumentValue: ArgumentStorage where Word == Self {
    init?(argument: String)

    /// The accepted words, when there are only a few; they feed help, completion, and error messages.
    static var choices: [Choice] { get }

    /// What a word must look like, for error messages: `a duration such as 500ms, 2s, or 1h30m`.
    static var expectation: String { get }

    /// The value as one would type it; nil when there is nothing to show as a default.
    var argumentText: String? { get }

    /// What this choice means, when there are only a few.
    var choiceHelp: String { get }
}

/// One of the few words that an argument accepts.
package struct Choice: Sendable, Hashable {
    package var word: String
    package var help: String

    package init(_ word: String, _ help: String = "") {
        self.word = word
        self.help = help
    }
}

extension ArgumentValue {
    package static var choices: [Choice] { [] }
    package static var expectation: String { "" }
    package var argumentText: String? { nil }
    package var choiceHelp: String { "" }
}

extension ArgumentValue where Self: CustomStringConvertible {
    package var argumentText: String? { description }
}

extension ArgumentValue where Self: RawRepresentable, RawValue == String {
    package init?(argument: String) { self.init(rawValue: argument) }
    package var argumentText: String? { rawValue }
}

extension ArgumentValue where Self: RawRepresentable & CustomStringConvertible, RawValue == String {
    package var argumentText: String? { rawValue }
}

extension ArgumentValue where Self: RawRepresentable & CaseIterable, RawValue == String {
    package static var choices: [Choice] { allCases.map { Choice($0.rawValue, $0.choiceHelp) } }
}

extension String: ArgumentValue {
    package init?(argument: String) { self = argument }
    package var argumentText: String? { isEmpty ? nil : self }
}

extension Int: ArgumentValue {
    package static var expectation: String { "a whole number" }
    package init?(argument: String) { self.init(argument) }
}

extension Double: ArgumentValue {
    package static var expectation: String { "a number" }

    package init?(argument: String) {
        guard let number = Double(argument), number.isFinite else { return nil }
        self = number
    }

    package var argumentText: String? {
        let text = description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}

extension Bool: ArgumentValue {
    package static var expectation: String { "1, true, yes, 0, false, or no" }

    /// Reads what people write into environment variables.
    package init?(argument: String) {
        switch argument.lowercased() {
        case "1", "true", "yes", "on": self = true
        case "0", "false", "no", "off": self = false
        default: return nil
        }
    }

    package var argumentText: String? { self ? "on" : nil }
}
