internal import Diagnostics

extension Route {
    /// The error for a word that names no command here, with what it may have stood for.
    func unknownCommand(_ word: String, _ rest: ArraySlice<String>, in program: Program) -> UsageError {
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
