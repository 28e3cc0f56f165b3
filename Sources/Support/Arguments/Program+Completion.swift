internal import Diagnostics

extension Program {
    /// The hidden verb that the shells' scripts call: `mcpctl __complete SHELL -- WORD...`.
    ///
    /// The last word is the one to complete. The answer's first line is `words`, `files`, or `folders`. After
    /// `words`, each line is a word, a tab, and what it means. After the others come three lines: what to keep in
    /// front of a path, the path's beginning, and the extensions to show with spaces between them.
    static let completionVerb = "__complete"

    func completionAnswer(to words: ArraySlice<String>, environment: [String: String]) -> String {
        let shell = words.first.flatMap(Shell.init(argument:)) ?? .bash
        let typed = shell.unquoted(Array(words.dropFirst(2)))
        let lines: [String] =
            switch Completer(typed, in: self, environment: environment).offer() {
            case .words(let candidates): ["words"] + candidates.compactMap(\.line)
            case .files(let prefix, let value, let extensions):
                ["files", prefix, value, extensions.joined(separator: " ")]
            case .folders(let prefix, let value): ["folders", prefix, value, ""]
            }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension Candidate {
    /// Nil for a word that no shell could take: a control character would end the line or move the cursor.
    fileprivate var line: String? {
        guard !word.isEmpty, visible(word) == word else { return nil }
        return help.isEmpty ? word : "\(word)\t\(visible(help))"
    }
}

extension Shell {
    /// The words as a command would get them; bash and fish hand over what the user typed, quotes and all.
    fileprivate func unquoted(_ words: [String]) -> [String] {
        switch self {
        case .bash: words.map { $0.unquoted() }
        case .zsh: words
        case .fish: words.dropLast() + words.suffix(1).map { $0.unquoted() }
        }
    }
}

extension String {
    /// The word without quotes and backslashes; a quote that is still open is closed at the end.
    func unquoted() -> String {
        var result = ""
        var quote: Character?
        var isEscaped = false
        for character in self {
            if isEscaped {
                if quote == "\"", !"\"\\$`".contains(character) { result.append("\\") }
                result.append(character)
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
            } else if character == quote {
                quote = nil
            } else if quote == nil, character == "'" || character == "\"" {
                quote = character
            } else {
                result.append(character)
            }
        }
        return result
    }
}
