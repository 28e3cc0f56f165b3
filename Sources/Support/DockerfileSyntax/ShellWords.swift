/// Splits a simple command into its words as a shell would, without carrying anything out.
package enum ShellWords {
    package static func split(_ text: String) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var isEscaped = false
        for character in text {
            if isEscaped {
                word = (word ?? "") + String(character)
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
            } else if let open = quote {
                if character == open { quote = nil } else { word = (word ?? "") + String(character) }
            } else if character == "\"" || character == "'" {
                quote = character
                word = word ?? ""
            } else if character.isWhitespace {
                if let done = word { words.append(done) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        if let word { words.append(word) }
        return words
    }

    /// Whether the words alone say what happens: no pipes, lists, redirections or substitutions.
    package static func isSimple(_ text: String) -> Bool {
        !text.contains { "|&;<>()$`*?[]~\n".contains($0) }
    }

    /// The commands of a script, at `&&`, `||`, `;` and line breaks.
    package static func commands(_ text: String) -> [[String]] {
        var rest = text
        for mark in ["&&", "||", ";"] { rest = rest.replacing(mark, with: "\n") }
        return rest.split(whereSeparator: \.isNewline).map { split(String($0)) }.filter { !$0.isEmpty }
    }
}
