/// One thing to tell the user: where, what, and what next.
package struct Diagnostic: Sendable, Hashable, Error {
    package enum Severity: String, Sendable, Hashable, CaseIterable {
        case error, warning, note
    }

    /// A second place that belongs to the message: where a key was first used, say.
    package struct Note: Sendable, Hashable {
        package var message: String
        package var location: SourceLocation?

        package init(_ message: String, at location: SourceLocation? = nil) {
            self.message = message
            self.location = location
        }
    }

    package var severity: Severity
    /// What is wrong, in one sentence without a full stop.
    package var message: String
    package var location: SourceLocation?
    package var notes: [Note]
    /// What to do next.
    package var hint: String?
    /// Whether the source line may be shown: not when it holds a secret.
    package private(set) var showsExcerpt = true

    package init(
        _ severity: Severity,
        _ message: String,
        at location: SourceLocation? = nil,
        notes: [Note] = [],
        hint: String? = nil
    ) {
        self.severity = severity
        self.message = message
        self.location = location
        self.notes = notes
        self.hint = hint
    }

    /// The same message without the source line.
    package func withoutExcerpt() -> Self {
        var copy = self
        copy.showsExcerpt = false
        return copy
    }

    /// The same message without the words it quotes, when they come from a line that may not be shown.
    package func withoutHiddenWords() -> Self {
        guard let location, !location.file.mayShow(location.line) else { return self }
        var copy = self
        let parts = message.split(separator: "`", omittingEmptySubsequences: false)
        copy.message = parts.enumerated().map {
            // Brackets and colons tell nothing.
            $0.offset % 2 == 1 && $0.element.contains(where: \.isLetter) ? "…" : String($0.element)
        }.joined(separator: "`")
        return copy
    }

    package static func error(
        _ message: String,
        at location: SourceLocation? = nil,
        notes: [Note] = [],
        hint: String? = nil
    ) -> Self {
        Self(.error, message, at: location, notes: notes, hint: hint)
    }

    package static func warning(
        _ message: String,
        at location: SourceLocation? = nil,
        notes: [Note] = [],
        hint: String? = nil
    ) -> Self {
        Self(.warning, message, at: location, notes: notes, hint: hint)
    }
}
