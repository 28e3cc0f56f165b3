internal import Diagnostics

extension Command {
    /// The command that the occurrences describe; the environment fills in what the command line leaves open.
    static func bound(
        to occurrences: [Occurrence],
        environment: [String: String]
    ) throws(UsageError) -> Self {
        let parameters = parameters
        let table = parameters.map(\.declaration)
        var given: [Int: String] = [:]
        var command = Self()

        func store(_ text: String, in index: Int, from spelling: String) throws(UsageError) {
            let isFirst = given[index] == nil
            given[index] = spelling
            guard parameters[index].assign(&command, text, isFirst) else {
                throw table[index].rejection(of: text, from: spelling)
            }
        }

        for occurrence in occurrences {
            try store(occurrence.text, in: occurrence.index, from: occurrence.spelling)
        }
        try refuseConflicts(among: given, in: table)
        // A variable never argues with the command line: it fills a gap, or keeps silent.
        let stated = given
        for (index, declaration) in table.enumerated() where given[index] == nil {
            guard let key = declaration.environment, let text = environment[key], !text.isEmpty,
                !stated.keys.contains(where: { table[$0].conflicts(with: declaration) })
            else { continue }
            let words = declaration.isRepeating ? text.split(separator: ",").map(String.init) : [text]
            for word in words { try store(word, in: index, from: key) }
        }
        try refuseConflicts(among: given, in: table)
        for (index, declaration) in table.enumerated() where declaration.isRequired && given[index] == nil {
            throw declaration.absence
        }
        try command.validate()
        return command
    }

    private static func refuseConflicts(
        among given: [Int: String],
        in table: [Declaration]
    ) throws(UsageError) {
        let indices = given.keys.sorted()
        for (position, first) in indices.enumerated() {
            for second in indices[(position + 1)...] where table[first].conflicts(with: table[second]) {
                let names = [given[first], given[second]].compactMap { $0 }.map { "'\($0)'" }
                throw UsageError("\(names.joined(separator: " cannot be used with "))")
            }
        }
    }
}

extension Declaration {
    /// The error for a word that is not a value of the parameter's type.
    fileprivate func rejection(of text: String, from spelling: String) -> UsageError {
        let words = choices.map(\.word)
        let expected = words.isEmpty ? expectation : alternatives(words)
        return UsageError(
            "invalid value \(quoted(text)) for '\(spelling)'"
                + (expected.isEmpty ? "" : ": expected \(expected)"),
            hint: nearest(to: text, in: words).map { "did you mean '\($0)'?" }
        )
    }

    fileprivate var absence: UsageError {
        guard !isPositional else {
            let words = choices.isEmpty ? "" : ": \(alternatives(choices.map(\.word)))"
            return UsageError("missing argument \(valueName)\(words)")
        }
        let variable = environment.map { "set \($0), or give \(label)" }
        return UsageError("missing option '\(label) \(valueName)'", hint: variable)
    }
}
