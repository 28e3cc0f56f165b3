/// A command or a group of commands, with the option types erased.
///
/// A node is cheap: a command's table of options is built only when its verb is run, completed, or described.
package struct CommandNode: Sendable {
    package let name: String
    package let summary: String
    /// Other words for the same node; only the name is shown.
    package let aliases: [String]
    package private(set) var isHidden = false
    /// The title above it in the help of its group.
    private(set) var heading = "Commands"
    package let children: [CommandNode]
    /// Nil for a group.
    let makeTable: (@Sendable () -> CommandTable)?
    private let groupDiscussion: String
    private let groupExamples: [Example]

    /// A group: `mcpctl sessions …`.
    package init(
        _ name: String,
        _ summary: String,
        aliases: [String] = [],
        discussion: String = "",
        examples: [Example] = [],
        _ children: [CommandNode]
    ) {
        self.name = name
        self.summary = summary
        self.aliases = aliases
        self.children = children
        makeTable = nil
        groupDiscussion = discussion
        groupExamples = examples
    }

    package init<C: Command>(_: C.Type) {
        name = C.name
        summary = C.summary
        aliases = C.aliases
        children = []
        makeTable = { CommandTable(C.self) }
        groupDiscussion = ""
        groupExamples = []
    }

    /// Works, and is neither shown in help nor completed.
    package func hidden() -> Self {
        var copy = self
        copy.isHidden = true
        return copy
    }

    /// The same node, under another title in the help of its group.
    package func under(_ heading: String) -> Self {
        var copy = self
        copy.heading = heading
        return copy
    }

    var isGroup: Bool { makeTable == nil }

    /// The table of a command; a group has no options of its own.
    var table: CommandTable {
        makeTable?() ?? CommandTable(discussion: groupDiscussion, examples: groupExamples)
    }

    func child(named word: String) -> CommandNode? {
        children.first { $0.name == word } ?? children.first { $0.aliases.contains(word) }
    }
}

/// What a command declares, with its type erased.
struct CommandTable: Sendable {
    var declarations: [Declaration] = []
    var discussion: String
    var examples: [Example]
    /// The default of every declaration, as one would type it.
    var defaults: @Sendable () -> [[String]] = { [] }
    var bind: (@Sendable ([Occurrence], [String: String]) throws(UsageError) -> any Command)?

    init(discussion: String, examples: [Example]) {
        self.discussion = discussion
        self.examples = examples
    }

    init<C: Command>(_: C.Type) {
        self.init(discussion: C.discussion, examples: C.examples)
        declarations = C.parameters.map(\.declaration)
        defaults = { C.defaults }
        bind = { occurrences, environment throws(UsageError) in
            try C.bound(to: occurrences, environment: environment)
        }
    }
}

extension OptionGroup {
    /// The default of every parameter, as one would type it.
    static var defaults: [[String]] {
        let fresh = Self()
        return parameters.map { $0.current(fresh) }
    }
}
