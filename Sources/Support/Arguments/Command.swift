/// Values that are read from the command line, and how: a verb's own, or options that many verbs share.
package protocol OptionGroup: Sendable {
    static var parameters: [Parameter<Self>] { get }

    /// The values that hold when nothing is said; help shows them as defaults.
    init()
}

/// A verb of the tool: its options as stored properties, its work in `run`.
package protocol Command: OptionGroup {
    static var name: String { get }
    /// Other words for the same verb, `breaker` for `breakers`; only the name is shown.
    static var aliases: [String] { get }
    /// One line, capitalised, without a full stop.
    static var summary: String { get }
    /// Paragraphs with an empty line between them; indented lines are kept as they are.
    static var discussion: String { get }
    static var examples: [Example] { get }

    /// Checks what no single parameter can know; called after parsing.
    func validate() throws(UsageError)

    func run() async throws -> ExitStatus
}

extension Command {
    package static var aliases: [String] { [] }
    package static var discussion: String { "" }
    package static var examples: [Example] { [] }
    package static var parameters: [Parameter<Self>] { [] }
    package func validate() throws(UsageError) {}
}

/// A line to copy, and why one would.
package struct Example: Sendable {
    package var purpose: String
    package var line: String

    package init(_ purpose: String, _ line: String) {
        self.purpose = purpose
        self.line = line
    }
}
