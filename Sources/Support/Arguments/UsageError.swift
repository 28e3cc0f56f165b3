internal import Diagnostics

/// The command line cannot be understood.
package struct UsageError: Error, Sendable, Equatable {
    package var message: String
    /// What to do next, each on a line of its own.
    package var hints: [String]
    /// The command whose help is worth reading: `["mcpctl", "render"]`.
    package var path: [String] = []

    package init(_ message: String, hint: String? = nil) {
        self.message = message
        hints = hint.map { [$0] } ?? []
    }

    init(_ message: String, hints: [String]) {
        self.message = message
        self.hints = hints
    }

    func at(_ path: [String]) -> Self {
        var copy = self
        if copy.path.isEmpty { copy.path = path }
        return copy
    }
}

extension UsageError: CustomStringConvertible {
    /// The `error:` line, then the hints, without a line break at the end.
    package var description: String {
        let reading = path.isEmpty ? [] : ["see '\(path.joined(separator: " ")) --help'"]
        return (["error: \(visible(message))"] + (hints + reading).map { "hint: \(visible($0))" })
            .joined(separator: "\n")
    }
}

/// A word of the user's, fit to stand in a message: quoted, harmless, and not endless.
func quoted(_ word: String) -> String {
    word.count > 80 ? "'\(visible(word.prefix(77)))…'" : "'\(visible(word))'"
}

/// Joins words as a sentence does: `a, b, or c`.
func alternatives(_ words: [String]) -> String {
    switch words.count {
    case ...1: words.joined()
    case 2: words.joined(separator: " or ")
    default: words.dropLast().joined(separator: ", ") + ", or " + (words.last ?? "")
    }
}
