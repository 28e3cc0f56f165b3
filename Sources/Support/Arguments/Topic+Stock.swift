extension Topic {
    /// The page on exit statuses, made from `ExitStatus`.
    package static var exitCodes: Topic {
        Topic("exit-codes", "What the exit status means") { program in
            let rows = ExitStatus.allCases.map { status in
                let code = String(status.rawValue)
                return Row(
                    left: String(repeating: " ", count: max(0, 3 - code.count)) + code,
                    right: status.meaning
                )
            }
            return """
                \(program.name) ends with one of these, and never with 0 after a failure:

                \(columns(rows, width: 78).joined(separator: "\n"))
                """
        }
    }

    /// The page on environment variables, made from the options that have one.
    ///
    /// The others are variables that the program reads without an option: `NO_COLOR`, say.
    package static func environment(others: [(name: String, meaning: String)] = []) -> Topic {
        let others = others.map { Row(left: $0.name, right: $0.meaning) }
        return Topic("environment", "The environment variables that are read") { program in
            var meanings: [String: [String]] = [:]
            for declaration in program.root.leaves.flatMap(\.table.declarations) where !declaration.isHidden {
                guard let variable = declaration.environment else { continue }
                meanings[variable, default: []].append(declaration.label)
            }
            let own = meanings.sorted { $0.key < $1.key }.map { variable, labels in
                Row(left: variable, right: "stands in for \(distinct(labels).joined(separator: ", "))")
            }
            return """
                A variable fills in for an option that is not on the command line; an empty one says nothing. For a \
                flag it is 1, true, yes, 0, false, or no.

                \(columns(own + others, width: 78).joined(separator: "\n"))
                """
        }
    }
}
