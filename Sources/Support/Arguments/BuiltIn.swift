/// A verb that every program has, and that answers from the program's own definition.
protocol BuiltIn: Command {
    /// What goes to standard output, without a line break at the end.
    func answer(of program: Program, width: Int, style: TextStyle) throws(UsageError) -> String
}

extension BuiltIn {
    func run() async throws -> ExitStatus { .success }
}

extension Program {
    static var builtIns: [CommandNode] {
        [
            CommandNode(ShowHelp.self), CommandNode(PrintCompletion.self), CommandNode(PrintManual.self),
        ].map { $0.under("This tool") }
    }
}

/// The verb `mcpctl help [WORD...]`.
struct ShowHelp: BuiltIn {
    static let name = "help"
    static let summary = "Explain a command or a topic"
    static let parameters: [Parameter<Self>] = [
        .argument(\.words, "WORD", help: "A command, its subcommand, or a topic")
    ]
    var words: [String] = []

    func answer(of program: Program, width: Int, style: TextStyle) throws(UsageError) -> String {
        if words.count == 1, let topic = program.topics.first(where: { $0.name == words[0] }) {
            return topic.page(of: program, width: width, style: style)
        }
        return try Route(words, in: program).help(in: program, width: width, style: style)
    }
}

/// The verb `mcpctl completion SHELL`.
struct PrintCompletion: BuiltIn {
    static let name = "completion"
    static let summary = "Print a script that teaches a shell to complete commands"
    static let discussion = """
        The first lines of the script say where to put it. What it offers comes from the tool itself, so the script \
        stays right when the tool is updated.
        """
    static let parameters: [Parameter<Self>] = [.argument(\.shell, "SHELL", help: "The shell")]
    var shell = Shell.bash

    func answer(of program: Program, width: Int, style: TextStyle) throws(UsageError) -> String {
        shell.script(for: program.name)
    }
}

/// The verb `mcpctl man [WORD...]`.
struct PrintManual: BuiltIn {
    static let name = "man"
    static let summary = "Print a manual page"
    static let parameters: [Parameter<Self>] = [
        .argument(\.words, "WORD", help: "A command and its subcommand; the tool itself when none is named"),
        .flag(\.listsPages, "--list", help: "Print the names of all pages instead"),
    ]
    var words: [String] = []
    var listsPages = false

    func answer(of program: Program, width: Int, style: TextStyle) throws(UsageError) -> String {
        let pages = program.manualPages
        if listsPages { return pages.map(\.name).joined(separator: "\n") }
        if words.count == 1, let page = pages.first(where: { $0.name == words[0] }) { return page.text }
        return try Route(words, in: program).manual(of: program)
    }
}
