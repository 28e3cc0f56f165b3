/// A declaration with its default, ready for help and manual pages.
struct Described: Sendable {
    let declaration: Declaration
    let defaults: [String]

    init(_ declaration: Declaration, defaults: [String] = []) {
        self.declaration = declaration
        self.defaults = defaults
    }

    /// How a usage line shows the argument: `TARGET...` or `[FILE]`.
    var usage: String {
        let name = declaration.isRepeating ? "\(declaration.valueName)..." : declaration.valueName
        return declaration.isRequired ? name : "[\(name)]"
    }

    /// Names and placeholder, with room for a short name that is not there: `-o, --output FORMAT`.
    var synopsis: String {
        guard !declaration.isPositional else {
            return declaration.isRepeating ? "\(declaration.valueName)..." : declaration.valueName
        }
        let negated = declaration.negation.map { "--" + $0.dropFirst(5) }
        let names = declaration.names.map { $0 == negated ? "--[no-]\($0.dropFirst(2))" : $0 }
        let joined = names.joined(separator: ", ")
        let aligned = joined.hasPrefix("--") ? "    " + joined : joined
        return declaration.takesValue ? "\(aligned) \(declaration.valueName)" : aligned
    }

    /// What it is for, then choices, default, and variable.
    var explanation: String {
        var parts = [declaration.help]
        if !declaration.choices.isEmpty, !listsChoices {
            parts.append("[choices: \(declaration.choices.map(\.word).joined(separator: ", "))]")
        }
        if !defaults.isEmpty { parts.append(unbroken("[default: \(defaults.joined(separator: ", "))]")) }
        if let environment = declaration.environment { parts.append(unbroken("[env: \(environment)]")) }
        if declaration.isRequired, !declaration.isPositional { parts.append("[required]") }
        if declaration.isRepeating, !declaration.isPositional { parts.append("[repeatable]") }
        return parts.joined(separator: " ")
    }

    /// Choices that explain themselves have a line each.
    var listsChoices: Bool { declaration.choices.contains { !$0.help.isEmpty } }

    var choiceLines: [String] {
        guard listsChoices else { return [] }
        let widest = declaration.choices.map(\.word.count).max() ?? 0
        return declaration.choices.map { choice in
            let padding = String(repeating: " ", count: widest - choice.word.count + 2)
            return choice.help.isEmpty ? choice.word : choice.word + padding + choice.help
        }
    }
}

extension CommandTable {
    /// Everything that help and manual pages may show.
    var described: [Described] {
        zip(declarations, defaults()).map { Described($0, defaults: $1) }.filter { !$0.declaration.isHidden }
    }
}
