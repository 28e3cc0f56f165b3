internal import Diagnostics

/// A parameter met on the command line.
struct Occurrence: Sendable, Equatable {
    /// Where the parameter stands in its table.
    var index: Int
    /// What the user wrote, or the placeholder of a positional argument.
    var spelling: String
    var text: String
}

/// Sorts words into the parameters of a table, one word at a time, left to right.
///
/// It knows names and not types, so that a command, a group in front of a command, and the completion of an
/// unfinished line all read words by the same rules.
struct Scanner {
    let table: [Declaration]
    private let named: [String: Int]
    private var positionals: ArraySlice<Int>
    private(set) var occurrences: [Occurrence] = []
    /// The option whose value is the next word.
    private(set) var pending: (index: Int, spelling: String)?
    /// `--` has been read.
    private(set) var isPastOptions = false

    init(_ table: [Declaration]) {
        self.table = table
        positionals = table.indices.filter { table[$0].isPositional }[...]
        named = Dictionary(
            table.enumerated().flatMap { index, declaration in declaration.spellings.map { ($0, index) } },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The positional argument that the next plain word would be.
    var nextPositional: Int? { positionals.first }

    func index(of name: String) -> Int? { named[name] }

    mutating func read(_ word: String) throws(UsageError) {
        if let (index, spelling) = pending {
            pending = nil
            guard !looksLikeOption(word) else { throw missingValue(of: index, spelling, instead: word) }
            occurrences.append(Occurrence(index: index, spelling: spelling, text: word))
        } else if isPastOptions || (!looksLikeOption(word) && named[String(word.prefix(2))] == nil) {
            try readPositional(word)
        } else if word == "--" {
            isPastOptions = true
        } else if word.hasPrefix("--") {
            try readLong(word)
        } else {
            try readShort(word)
        }
    }

    func finish() throws(UsageError) {
        guard let (index, spelling) = pending else { return }
        throw missingValue(of: index, spelling, instead: nil)
    }

    /// `--name`, `--name=value`, and `--no-name`.
    private mutating func readLong(_ word: String) throws(UsageError) {
        let (name, inline) = split(word)
        guard let index = named[name] else { throw unknown(name, in: word) }
        let declaration = table[index]
        guard declaration.takesValue else {
            guard inline == nil else { throw UsageError("'\(name)' takes no value") }
            let text = name == declaration.negation ? "false" : "true"
            return occurrences.append(Occurrence(index: index, spelling: name, text: text))
        }
        guard let inline else { return pending = (index, name) }
        occurrences.append(Occurrence(index: index, spelling: name, text: inline))
    }

    /// `-n`, `-nq`, `-o`, `-ojson`, and `-nojson`.
    private mutating func readShort(_ word: String) throws(UsageError) {
        var letters = word.dropFirst()
        while let letter = letters.popFirst() {
            let name = "-\(letter)"
            guard let index = named[name] else { throw unknown(name, in: word) }
            guard table[index].takesValue else {
                occurrences.append(Occurrence(index: index, spelling: name, text: "true"))
                continue
            }
            guard !letters.isEmpty else { return pending = (index, name) }
            return occurrences.append(Occurrence(index: index, spelling: name, text: String(letters)))
        }
    }

    private mutating func readPositional(_ word: String) throws(UsageError) {
        guard let index = positionals.first else { throw UsageError("unexpected argument \(quoted(word))") }
        if !table[index].isRepeating { positionals.removeFirst() }
        occurrences.append(Occurrence(index: index, spelling: table[index].valueName, text: word))
    }
}

extension Scanner {
    private func missingValue(of index: Int, _ spelling: String, instead word: String?) -> UsageError {
        let declaration = table[index]
        let message = "'\(spelling)' needs a value: \(spelling) \(declaration.valueName)"
        guard let word, word != "--" else { return UsageError(message) }
        if named[split(word).name] != nil { return UsageError(message) }
        let joined = spelling.hasPrefix("--") ? "\(spelling)=\(word)" : "\(spelling)\(word)"
        return UsageError(message, hint: "if \(quoted(word)) is the value, write \(quoted(joined))")
    }

    private func unknown(_ name: String, in word: String) -> UsageError {
        let message = "unknown option \(quoted(name))"
        let known = table.filter { !$0.isHidden }.flatMap(\.spellings) + Declaration.help.names
        // One dash too few: `-output`.
        if word.count > 2, !word.hasPrefix("--"), known.contains("-" + split(word).name) {
            return UsageError(message, hint: "did you mean '-\(split(word).name)'?")
        }
        // Options cannot be shortened, and people try.
        let longer = known.filter { $0.hasPrefix(name) }
        if name.count > 3, (1...3).contains(longer.count) {
            return UsageError(message, hint: "did you mean \(alternatives(longer.map { "'\($0)'" }))?")
        }
        if word.hasPrefix("--"), let near = nearest(to: name, in: known.filter { $0.count > 2 }) {
            return UsageError(message, hint: "did you mean '\(near)'?")
        }
        guard nextPositional != nil else { return UsageError(message) }
        return UsageError(message, hint: "if \(quoted(word)) is an argument, put '--' before it")
    }
}

/// `--name=value` as its two halves.
func split(_ word: String) -> (name: String, inline: String?) {
    guard let equals = word.firstIndex(of: "=") else { return (word, nil) }
    return (String(word[..<equals]), String(word[word.index(after: equals)...]))
}

/// A word that starts with a dash, and is neither standard input nor a negative number.
func looksLikeOption(_ word: String) -> Bool {
    let bytes = word.utf8.prefix(3)
    guard bytes.first == UInt8(ascii: "-"), bytes.count > 1 else { return false }
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    let rest = bytes.dropFirst()
    if rest.first == UInt8(ascii: "."), let next = rest.dropFirst().first { return !digits.contains(next) }
    return rest.first.map { !digits.contains($0) } ?? false
}
