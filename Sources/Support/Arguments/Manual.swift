extension Program {
    /// A manual page for the tool and one for each visible command and group, by file name without `.1`.
    package var manualPages: [(name: String, text: String)] {
        Route.all(in: self).map { ($0.path.joined(separator: "-"), $0.manual(of: self)) }
    }
}

extension Route {
    /// The manual page in mdoc, without a line break at the end.
    func manual(of program: Program) -> String {
        let table = node.table
        let own = table.described
        var page = [
            ".Dd \(program.released)",
            ".Dt \(ManualText.line(pageName.uppercased())) 1",
            ".Os",
            ".Sh NAME",
            ".Nm \(ManualText.line(pageName))",
            ".Nd \(ManualText.line(node.summary))",
            ".Sh SYNOPSIS",
            ".Nm \"\(ManualText.literal(path.joined(separator: " ")))\"",
        ]
        page += synopsis(own)
        page.append(".Sh DESCRIPTION")
        let discussion = ManualText.blocks(table.discussion)
        page += discussion.isEmpty ? ManualText.paragraph("\(node.summary).") : discussion
        page += arguments(own.filter(\.declaration.isPositional))
        page += commands
        let options = own.filter { !$0.declaration.isPositional } + common(in: program)
        page += [".Sh OPTIONS"] + list(options.map { ($0.manualTag, $0.manualText) })
        if nodes.count == 1 { page += topics(of: program) }
        page += variables(of: nodes.count == 1 ? node.leaves.flatMap(\.table.described) : options)
        let statuses = ExitStatus.allCases.map { ("\($0.rawValue)", ManualText.paragraph("\($0.meaning).")) }
        page += [".Sh EXIT STATUS"] + list(statuses)
        if !table.examples.isEmpty { page.append(".Sh EXAMPLES") }
        for (index, example) in table.examples.enumerated() {
            if index > 0 { page.append(".Pp") }
            page += ManualText.paragraph("\(example.purpose):") + ManualText.verbatim([example.line])
        }
        return (page + related).joined(separator: "\n")
    }

    private var pageName: String { path.joined(separator: "-") }

    private func synopsis(_ described: [Described]) -> [String] {
        guard !node.isGroup else { return [".Op Ar options", ".Ar command", ".Op Ar arguments ..."] }
        let required = described.filter { !$0.declaration.isPositional && $0.declaration.isRequired }
        return [".Op Ar options"] + required.map { "." + $0.manualTag }
            + described.filter(\.declaration.isPositional).map { argument in
                let name = "Ar \(ManualText.argument(argument.declaration.valueName))"
                let repeated = argument.declaration.isRepeating ? "\(name) ..." : name
                return argument.declaration.isRequired ? ".\(repeated)" : ".Op \(repeated)"
            }
    }

    private func arguments(_ described: [Described]) -> [String] {
        guard !described.isEmpty else { return [] }
        return [".Pp", "The arguments are:"]
            + list(described.map { ("Ar \(ManualText.argument($0.declaration.valueName))", $0.manualText) })
    }

    private var commands: [String] {
        let visible = node.children.filter { !$0.isHidden }
        guard !visible.isEmpty else { return [] }
        return [".Sh COMMANDS"]
            + list(
                visible.map { ("Cm \(ManualText.argument($0.name))", ManualText.paragraph("\($0.summary).")) }
            )
    }

    private func topics(of program: Program) -> [String] {
        guard !program.topics.isEmpty else { return [] }
        return [".Sh TOPICS"]
            + program.topics.flatMap { topic in
                [".Ss \(ManualText.argument(topic.summary))"] + ManualText.blocks(topic.text(program))
            }
    }

    /// The variables that stand in for options, in alphabetical order.
    private func variables(of described: [Described]) -> [String] {
        var labels: [String: [String]] = [:]
        for declaration in described.map(\.declaration) {
            if let variable = declaration.environment {
                labels[variable, default: []].append(declaration.label)
            }
        }
        guard !labels.isEmpty else { return [] }
        let rows = labels.sorted { $0.key < $1.key }.map { variable, labels in
            (
                "Ev \(ManualText.argument(variable))",
                [
                    "Stands in for",
                    ".Cm \(distinct(labels).map(ManualText.argument).joined(separator: " , ")) .",
                ]
            )
        }
        return [".Sh ENVIRONMENT"] + list(rows)
    }

    /// The pages above, beside, and below this one.
    private var related: [String] {
        var names = nodes.indices.dropLast().map { path[...$0].joined(separator: "-") }
        names += node.children.filter { !$0.isHidden }.map { "\(pageName)-\($0.name)" }
        if nodes.count > 1 {
            let siblings = nodes[nodes.count - 2].children.filter { !$0.isHidden && $0.name != node.name }
            if nodes.count > 2 {
                names += siblings.map { "\(path.dropLast().joined(separator: "-"))-\($0.name)" }
            }
        }
        guard !names.isEmpty else { return [] }
        let sorted = names.sorted()
        return [".Sh SEE ALSO"]
            + sorted.map { ".Xr \(ManualText.line($0)) 1\($0 == sorted.last ? "" : " ,")" }
    }
}

/// A tagged list; nothing for no rows.
private func list(_ rows: [(tag: String, text: [String])]) -> [String] {
    [".Bl -tag -width Ds"] + rows.flatMap { [".It \($0.tag)"] + $0.text } + [".El"]
}

extension Described {
    /// Names and placeholder as macros: `Fl o , Fl \-output Ar FORMAT`.
    fileprivate var manualTag: String {
        let negated = declaration.negation.map { "--" + $0.dropFirst(5) }
        let names = declaration.names.map { name in
            "Fl \(ManualText.argument((name == negated ? "--[no-]\(name.dropFirst(2))" : name).dropFirst()))"
        }
        let value = declaration.takesValue ? " Ar \(ManualText.argument(declaration.valueName))" : ""
        return names.joined(separator: " , ") + value
    }

    fileprivate var manualText: [String] {
        let text = ManualText.paragraph(explanation)
        guard listsChoices else { return text }
        return text
            + list(
                declaration.choices.map {
                    ("Cm \(ManualText.argument($0.word))", ManualText.paragraph($0.help))
                }
            )
    }
}
