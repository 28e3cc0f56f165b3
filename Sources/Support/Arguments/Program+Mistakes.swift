extension Program {
    /// What is wrong with the definition itself; a test keeps this empty.
    ///
    /// Two nodes or two options of one name, arguments in an order that cannot be read, a conflict with an option
    /// that is not there, and examples that the program itself refuses.
    package var mistakes: [String] {
        root.mistakes(path: [name]) + examples.flatMap(mistakes)
    }

    private var examples: [Example] {
        func examples(of node: CommandNode) -> [Example] {
            node.table.examples + node.children.flatMap(examples)
        }
        return examples(of: root)
    }

    /// Reads the words of an example up to the first sign that belongs to the shell.
    private func mistakes(in example: Example) -> [String] {
        let words = example.line.split(separator: " ").map { String($0).unquoted() }
        guard let start = words.firstIndex(of: name), !example.line.contains(where: { "'\"\\$".contains($0) })
        else {
            return []
        }
        let own = words[(start + 1)...].prefix { !["|", ">", ">>", "<", "&&", ";", "&"].contains($0) }
        do throws(UsageError) {
            _ = try request(Array(own), environment: [:], width: 80, style: .plain)
            return []
        } catch {
            return ["example '\(example.line)': \(error.message)"]
        }
    }
}

extension CommandNode {
    fileprivate func mistakes(path: [String]) -> [String] {
        let place = "'\(path.joined(separator: " "))'"
        let found =
            repeated(children.flatMap { [$0.name] + $0.aliases }).map { "\(place) has two commands '\($0)'" }
            + table.declarations.mistakes.map { "\(place) \($0)" }
        return found + children.flatMap { $0.mistakes(path: path + [$0.name]) }
    }
}

extension [Declaration] {
    fileprivate var mistakes: [String] {
        let positional = filter(\.isPositional)
        let names = flatMap(\.spellings)
        let reserved = names.filter { (Declaration.help.names + Declaration.version.names).contains($0) }
        let malformed = names.filter { !$0.hasPrefix("-") || ($0.count != 2 && !$0.hasPrefix("--")) }
        let unknown = flatMap(\.conflicts).filter { !names.contains($0) }
        let early = positional.dropLast().filter(\.isRepeating)
        let late = positional.drop(while: \.isRequired).filter(\.isRequired)
        return repeated(names).map { "has two options '\($0)'" }
            + reserved.map { "has an option '\($0)', which belongs to the program" }
            + malformed.map { "has an option '\($0)', which is neither -x nor --name" }
            + unknown.map { "has a conflict with '\($0)', which it does not have" }
            + early.map { "has an argument after \($0.valueName), which takes all that are left" }
            + late.map { "has the required argument \($0.valueName) after an optional one" }
    }
}

private func repeated(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return distinct(names.filter { !seen.insert($0).inserted })
}
