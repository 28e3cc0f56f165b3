internal import Diagnostics

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

/// The options that a group's commands would understand.
struct OptionsBelow {
    let scanner: Scanner
    /// Names that take a value in one command and none in another.
    let ambiguous: Set<String>

    init(_ node: CommandNode, in program: Program) {
        var table = program.makeShared().map(\.declaration)
        var takesValue: [String: Bool] = [:]
        var ambiguous: Set<String> = []
        for declaration in table {
            for name in declaration.spellings { takesValue[name] = declaration.takesValue }
        }
        for leaf in node.leaves {
            for declaration in leaf.table.declarations where !declaration.isPositional {
                let isNew = declaration.spellings.contains { takesValue[$0] == nil }
                for name in declaration.spellings {
                    if let known = takesValue[name], known != declaration.takesValue {
                        ambiguous.insert(name)
                    }
                    takesValue[name] = takesValue[name] ?? declaration.takesValue
                }
                if isNew { table.append(declaration) }
            }
        }
        scanner = Scanner(table)
        self.ambiguous = ambiguous
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

extension CommandNode {
    /// Every command at or below this node.
    var leaves: [CommandNode] { isGroup ? children.flatMap(\.leaves) : [self] }
}

extension Route {
    private func unknownCommand(_ word: String, _ rest: ArraySlice<String>, in program: Program) -> UsageError
    {
        let everywhere = program.root.paths(from: [])
        let exact = everywhere.filter { path in path.node.answers(to: word) }
        // `list breakers` means `breakers list`.
        let swapped = exact.filter { path in path.words.contains { rest.first == $0 } }
        let meant = (swapped.isEmpty ? exact : swapped).map { $0.words.joined(separator: " ") }
        var hints: [String] = []
        if (1...3).contains(meant.count) {
            hints = ["did you mean \(alternatives(meant.map { "'\($0)'" }))?"]
        } else if let longer = node.children.first(where: { !$0.isHidden && $0.begins(with: word) }) {
            hints = ["did you mean '\((path + [longer.name]).joined(separator: " "))'?"]
        } else if let near = nearest(to: word, in: node.children.filter { !$0.isHidden }.map(\.name)) {
            hints = ["did you mean '\((path + [near]).joined(separator: " "))'?"]
        } else if nodes.count == 1, let near = nearest(to: word, in: program.topics.map(\.name)) {
            hints = ["did you mean '\(program.name) help \(near)'?"]
        } else if let near = nearest(to: word, in: everywhere.map(\.node.name)),
            let path = everywhere.first(where: { $0.node.name == near })
        {
            hints = ["did you mean '\(path.words.joined(separator: " "))'?"]
        }
        return UsageError("unknown command \(quoted(word))", hints: hints).at(path)
    }

    /// The error for words that end at a group.
    var missingCommand: UsageError {
        let names = node.children.filter { !$0.isHidden }.map(\.name)
        return UsageError("'\(path.joined(separator: " "))' needs a command: \(alternatives(names))").at(path)
    }
}

extension CommandNode {
    /// Names cannot be shortened, and people try.
    fileprivate func begins(with word: String) -> Bool { word.count > 1 && name.hasPrefix(word) }

    fileprivate func answers(to word: String) -> Bool { name == word || aliases.contains(word) }

    /// Every visible node below this one, with the words that lead to it.
    fileprivate func paths(from path: [String]) -> [(node: CommandNode, words: [String])] {
        let path = path + [name]
        return children.filter { !$0.isHidden }
            .flatMap { [(node: $0, words: path + [$0.name])] + $0.paths(from: path) }
    }
}
