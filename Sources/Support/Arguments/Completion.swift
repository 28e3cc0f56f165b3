/// How the shell completes the value of a parameter that has no choices of its own.
package enum Completion: Sendable {
    case none
    /// Files whose names end in one of the extensions, and folders on the way to them; every file when empty.
    case files([String])
    case directory
    /// Asked only when the shell wants candidates.
    case dynamic(@Sendable (CompletionContext) -> [Candidate])

    package static var file: Self { .files([]) }

    /// Files by extension, without its dot: `.file("yaml", "yml")`.
    package static func file(_ first: String, _ more: String...) -> Self { .files([first] + more) }
}

/// A word the shell may offer.
package struct Candidate: Sendable, Hashable {
    package var word: String
    /// Shown beside the word by zsh and fish.
    package var help: String

    package init(_ word: String, _ help: String = "") {
        self.word = word
        self.help = help
    }
}

/// What is known of the line when a value is being completed.
package struct CompletionContext: Sendable {
    /// Everything typed before the word being completed, without the tool's own name.
    package let words: [String]
    /// The part of the value that is already typed.
    package let typed: String
    package let environment: [String: String]
    let values: [String: [String]]

    /// The values given so far for an option (`--profile`) or a positional argument (`NAME`).
    ///
    /// When the line has none, what the parameter's environment variable says.
    package func values(of name: String) -> [String] { values[name] ?? [] }

    /// The last value given for an option or a positional argument.
    package func value(of name: String) -> String? { values[name]?.last }
}
