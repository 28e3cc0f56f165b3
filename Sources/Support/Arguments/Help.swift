extension Route {
    /// The help page, wrapped to `width` columns, without a line break at the end.
    func help(in program: Program, width: Int, style: TextStyle) -> String {
        let table = node.table
        let own = table.described
        var page = [node.summary, "", "\(style.heading("Usage:")) \(usage(own))"]
        if !node.aliases.isEmpty { page.append("Also: \(node.aliases.joined(separator: ", "))") }

        func section(_ title: String, _ lines: [String]) {
            if !lines.isEmpty { page += ["", style.heading("\(title):")] + lines }
        }

        let examples = table.examples.map { ["  # \($0.purpose)", "  $ \($0.line)"] }
        section("Examples", Array(examples.joined(separator: [""])))
        let visible = node.children.filter { !$0.isHidden }
        for heading in distinct(visible.map(\.heading)) {
            let group = visible.filter { $0.heading == heading }
            section(heading, columns(group.map { Row(left: $0.name, right: $0.summary) }, width: width))
        }
        section("Arguments", columns(own.filter(\.declaration.isPositional).map(\.row), width: width))
        let options = own.filter { !$0.declaration.isPositional } + common(in: program)
        for heading in distinct(options.map(\.declaration.heading)) {
            let group = options.filter { $0.declaration.heading == heading }
            section(heading, columns(group.map(\.row), width: width))
        }
        if nodes.count == 1 {
            let rows = program.topics.map { Row(left: $0.name, right: $0.summary) }
            section("Topics", columns(rows, width: width))
        }
        let discussion = lines(of: table.discussion, width: width)
        if !discussion.isEmpty { page += [""] + discussion }
        if node.isGroup { page += ["", closing(in: program)] }
        return page.joined(separator: "\n")
    }

    /// The options that a page shows besides the command's own.
    func common(in program: Program) -> [Described] {
        let shared = node.isGroup ? program.makeShared().filter { !$0.declaration.isHidden } : []
        return shared + [Described(.help)] + (nodes.count == 1 ? [Described(.version)] : [])
    }

    /// The usage line: `mcpctl render k8s [options] [TARGET...]`.
    func usage(_ described: [Described]) -> String {
        let positional = described.filter(\.declaration.isPositional).map(\.usage)
        let required = described.filter { !$0.declaration.isPositional && $0.declaration.isRequired }
            .map { "\($0.declaration.label) \($0.declaration.valueName)" }
        let tail = node.isGroup ? ["<command>"] : ["[options]"] + required + positional
        return (path + tail).joined(separator: " ")
    }

    private func closing(in program: Program) -> String {
        let command = path.joined(separator: " ")
        guard nodes.count == 1, !program.topics.isEmpty else {
            return "'\(command) <command> --help' tells more."
        }
        return "'\(command) help <command>' and '\(command) help <topic>' tell more."
    }
}

extension Described {
    fileprivate var row: Row { Row(left: synopsis, right: explanation, below: choiceLines) }
}

extension Topic {
    /// The page, wrapped to `width` columns, without a line break at the end.
    func page(of program: Program, width: Int, style: TextStyle) -> String {
        ([style.heading(summary), ""] + lines(of: text(program), width: width)).joined(separator: "\n")
    }
}

/// The elements in order of first appearance.
func distinct(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
}
