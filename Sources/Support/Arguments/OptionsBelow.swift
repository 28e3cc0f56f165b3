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

extension CommandNode {
    /// Every command at or below this node.
    var leaves: [CommandNode] { isGroup ? children.flatMap(\.leaves) : [self] }
}
