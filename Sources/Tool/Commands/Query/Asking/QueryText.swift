internal import Diagnostics
internal import PromQL

/// The query as the user gave it: the word itself, the text of a file, or standard input.
struct QueryText {
    let text: String
    /// What messages call it.
    let name: String

    init(word: String) throws {
        if word == "-" {
            (text, name) = (try ProfileFile.text(at: "-"), "<stdin>")
        } else if word.hasPrefix("@") {
            // No query begins with it.
            let path = String(word.dropFirst())
            (text, name) = (try ProfileFile.text(at: path), path)
        } else {
            (text, name) = (word, "query")
        }
    }

    func parse() throws -> Expression {
        do throws(ParseErrors) {
            return try PromQLParser().parse(text)
        } catch {
            throw InvalidInput(error.diagnostics(named: name))
        }
    }

    func location(of range: TextRange) -> SourceLocation {
        range.location(in: SourceFile(name: name, text: text))
    }
}
