/// The way from the root to the command that the words name.
struct Route: Sendable {
    /// The root first.
    private(set) var nodes: [CommandNode]
    /// What is left for the command: options read on the way, then everything after its name.
    private(set) var words: [String] = []
    /// The words asked for help: `--help`, or `help` in front of a verb.
    private(set) var wantsHelp: Bool
    /// `--version` stood in front of the verb.
    private(set) var wantsVersion = false

    var node: CommandNode { nodes[nodes.count - 1] }
    var path: [String] { nodes.map(\.name) }

    /// Follows the words down to a command, or to a group when they end there.
    init(_ words: [String], in program: Program) throws(UsageError) {
        nodes = [program.root]
        wantsHelp = words.prefix { $0 != "--" }.contains { Declaration.help.names.contains($0) }
        var rest = words[...]
        var options: OptionsBelow?
        while node.isGroup, let word = rest.popFirst() {
            if let child = node.child(named: word) {
                nodes.append(child)
                options = nil
            } else if word == "help" {
                wantsHelp = true
            } else if Declaration.help.names.contains(word) {
                continue
            } else if nodes.count == 1, Declaration.version.names.contains(word) {
                wantsVersion = true
            } else if looksLikeOption(word), word != "--" {
                let known = options ?? OptionsBelow(node, in: program)
                options = known
                do throws(UsageError) {
                    try hold(word, &rest, by: known)
                } catch {
                    guard wantsHelp else { throw error.at(path) }
                }
            } else {
                throw unknownCommand(word, rest, in: program)
            }
        }
        self.words += rest
    }

    /// Keeps an option, and its value when that is a word of its own, for the command that is yet to be named.
    private mutating func hold(
        _ word: String,
        _ rest: inout ArraySlice<String>,
        by known: OptionsBelow
    ) throws(UsageError) {
        var scanner = known.scanner
        try scanner.read(word)
        words.append(word)
        let met = scanner.occurrences.map(\.spelling) + (scanner.pending.map { [$0.spelling] } ?? [])
        if let name = met.first(where: known.ambiguous.contains) {
            throw UsageError(
                "'\(name)' means different things to different commands",
                hint: "put it after the command"
            )
        }
        guard scanner.pending != nil else { return }
        guard let value = rest.popFirst() else { return try scanner.finish() }
        try scanner.read(value)
        words.append(value)
    }
}

extension Route {
    /// The ways to every visible node, the root first.
    static func all(in program: Program) -> [Route] { Route(to: program.root).andBelow }

    private init(to root: CommandNode) {
        nodes = [root]
        wantsHelp = false
    }

    private var andBelow: [Route] {
        [self]
            + node.children.filter { !$0.isHidden }.flatMap { child in
                var route = self
                route.nodes.append(child)
                return route.andBelow
            }
    }
}
