/// What the shell may put where the cursor is.
enum Offer: Equatable {
    case words([Candidate])
    /// Names of files below `value`, each with `prefix` in front: `--file=` and `./de`.
    case files(prefix: String, value: String, extensions: [String])
    case folders(prefix: String, value: String)
}

/// Reads an unfinished command line as far as it can be read, and says what may come next.
struct Completer {
    private let program: Program
    private let environment: [String: String]
    private let before: [String]
    private let typed: String
    /// The command or group that the words lead to.
    private var node: CommandNode
    private var isRoot: Bool { node.name == program.root.name && node.isGroup }
    /// The words name a command for `help` or `man`, which take no options.
    private var namesOnly = false
    private var scanner: Scanner

    /// Completes the last of the words.
    init(_ words: [String], in program: Program, environment: [String: String]) {
        self.program = program
        self.environment = environment
        before = words.dropLast()
        typed = words.last ?? ""
        node = program.root
        scanner = Scanner([])
        var held: [String] = []
        for word in before {
            guard node.isGroup else {
                held.append(word)
                continue
            }
            let expectsValue = scanner.pending != nil
            if !expectsValue, let child = node.child(named: word) {
                node = child
                if child.name == ShowHelp.name || child.name == PrintManual.name {
                    node = program.root
                    namesOnly = true
                }
            } else if !expectsValue, word == "help" {
                namesOnly = true
            } else if namesOnly {
                // Nothing follows a topic.
                node = CommandNode(word, "", [])
            } else if expectsValue || looksLikeOption(word) {
                held.append(word)
            }
            if node.isGroup, !held.isEmpty { read(held, by: OptionsBelow(node, in: program).scanner) }
        }
        if node.isGroup {
            guard held.isEmpty, typed.hasPrefix("-") else { return }
            scanner = OptionsBelow(node, in: program).scanner
        } else {
            read(held, by: Scanner(node.table.declarations))
        }
    }

    /// Reads what can be read; a word that makes no sense yet is passed over.
    private mutating func read(_ words: [String], by fresh: Scanner) {
        scanner = fresh
        for word in words {
            do throws(UsageError) { try scanner.read(word) } catch { continue }
        }
    }

    func offer() -> Offer {
        if let (index, _) = scanner.pending { return values(of: scanner.table[index], prefix: "", typed) }
        if typed.hasPrefix("-"), !scanner.isPastOptions, !namesOnly {
            return attachedValue() ?? .words(options())
        }
        if node.isGroup {
            let visible = node.children.filter { !$0.isHidden && $0.name.hasPrefix(typed) }
            let topics = namesOnly && isRoot ? program.topics.filter { $0.name.hasPrefix(typed) } : []
            return .words(
                visible.map { Candidate($0.name, $0.summary) } + topics.map { Candidate($0.name, $0.summary) }
            )
        }
        if namesOnly { return .words([]) }
        if let index = scanner.nextPositional { return values(of: scanner.table[index], prefix: "", typed) }
        return typed.isEmpty && !scanner.isPastOptions ? .words(options()) : .words([])
    }
}

extension Completer {
    /// The options that may still be given; a short name is offered only where there is no long one.
    private func options() -> [Candidate] {
        let given = scanner.occurrences.map(\.index)
        let declared = node.isGroup ? program.makeShared().map(\.declaration) : scanner.table
        let common = [.help] + (isRoot ? [Declaration.version] : [])
        let open = declared.filter { declaration in
            guard !declaration.isHidden, !declaration.isPositional else { return false }
            return !given.contains { index in
                let other = scanner.table[index]
                return other.conflicts(with: declaration)
                    || (!declaration.isRepeating && other.names == declaration.names)
            }
        }
        return (open + common).flatMap { declaration in
            let negation = typed.hasPrefix("--n") ? declaration.negation : nil
            let typedShort = declaration.names.first { $0 == typed && !typed.hasPrefix("--") }
            return [typedShort ?? declaration.label, negation].compactMap { $0 }
                .filter { $0.hasPrefix(typed) }
                .map { Candidate($0, declaration.help) }
        }
    }

    /// The values for `--name=va` or `-nova`; nil when no value has begun.
    private func attachedValue() -> Offer? {
        let (name, inline) = split(typed)
        if typed.hasPrefix("--") {
            guard let inline, let index = scanner.index(of: name) else { return nil }
            return scanner.table[index].takesValue
                ? values(of: scanner.table[index], prefix: "\(name)=", inline) : .words([])
        }
        var prefix = "-"
        var letters = typed.dropFirst()
        while let letter = letters.popFirst(), let index = scanner.index(of: "-\(letter)") {
            prefix.append(letter)
            guard scanner.table[index].takesValue else { continue }
            return letters.isEmpty ? nil : values(of: scanner.table[index], prefix: prefix, String(letters))
        }
        return nil
    }

    private func values(of declaration: Declaration, prefix: String, _ value: String) -> Offer {
        func words(_ candidates: [Candidate]) -> Offer {
            let fitting = candidates.filter { $0.word.hasPrefix(value) }
            return .words(fitting.map { Candidate(prefix + $0.word, $0.help) })
        }
        guard declaration.choices.isEmpty else {
            return words(declaration.choices.map { Candidate($0.word, $0.help) })
        }
        switch declaration.completion {
        case .none: return .words([])
        case .files(let extensions): return .files(prefix: prefix, value: value, extensions: extensions)
        case .directory: return .folders(prefix: prefix, value: value)
        case .dynamic(let candidates): return words(candidates(context(typed: value)))
        }
    }

    private func context(typed: String) -> CompletionContext {
        var values: [String: [String]] = [:]
        for (index, declaration) in scanner.table.enumerated() {
            var found = scanner.occurrences.filter { $0.index == index }.map(\.text)
            if found.isEmpty, let key = declaration.environment, let text = environment[key], !text.isEmpty {
                found = [text]
            }
            let names = declaration.isPositional ? [declaration.valueName] : declaration.names
            for name in names { values[name] = found }
        }
        return CompletionContext(words: before, typed: typed, environment: environment, values: values)
    }
}
