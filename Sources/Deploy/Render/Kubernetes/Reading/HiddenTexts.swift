internal import Diagnostics
internal import Values

/// Secrets that stand in manifests, so that no message shows a line with one of them.
///
/// A message about something else may well point at such a line: YAML can hold a whole container in one.
struct HiddenTexts {
    private var texts: Set<String> = []

    init(in objects: [Value]) {
        for object in objects {
            if object.kindName == "Secret" {
                collectAll(in: object["data"] ?? .null)
                collectAll(in: object["stringData"] ?? .null)
            }
            collect(in: object, called: "")
        }
    }

    /// The same message, without the lines that hold a secret.
    func hide(_ diagnostic: Diagnostic) -> Diagnostic {
        var diagnostic = diagnostic
        for index in diagnostic.notes.indices where isHidden(diagnostic.notes[index].location) {
            diagnostic.notes[index].location = nil
        }
        return isHidden(diagnostic.location) ? diagnostic.withoutExcerpt() : diagnostic
    }

    private func isHidden(_ location: SourceLocation?) -> Bool {
        guard !texts.isEmpty, let location, let line = location.file.line(location.line) else { return false }
        return texts.contains { line.contains($0) }
    }

    private mutating func insert(_ text: String) {
        // Only what stands on one line can be shown with it.
        for line in text.split(whereSeparator: \.isNewline) where line.utf8.count >= 4 {
            texts.insert(String(line))
        }
    }

    private mutating func collectAll(in value: Value) {
        switch value.content {
        case .string(let text): insert(text)
        case .number(let number): insert(number.text)
        case .array(let values): for value in values { collectAll(in: value) }
        case .object(let object): for member in object { collectAll(in: member.value) }
        case .null, .bool: break
        }
    }

    private mutating func collect(in value: Value, called name: String) {
        switch value.content {
        case .string(let text):
            if LiteralSecret.isSuspicious(name: name, text: text) { insert(text) }
            if let mark = text.firstIndex(of: "=") {
                let rest = String(text[text.index(after: mark)...])
                if LiteralSecret.isSuspicious(name: LiteralSecret.name(ofOption: text[..<mark]), text: rest) {
                    insert(rest)
                }
            }
        case .array(let values):
            var name = name
            for value in values {
                collect(in: value, called: name)
                name = value.string.map { LiteralSecret.name(ofOption: $0) } ?? name
            }
        case .object(let object):
            let ownName = object["name"]?.string
            for member in object {
                collect(in: member.value, called: member.key == "value" ? ownName ?? member.key : member.key)
            }
        case .null, .bool, .number: break
        }
    }
}
