package import Values
internal import YAML

/// A YAML text under construction, with comments: block style, two columns a level.
///
/// What a reader gets from it is what was put in: comments are made harmless, and every value is written by the
/// emitter.
package struct CommentedText: Sendable {
    package private(set) var text = "---\n"
    /// How many lines there are already.
    package private(set) var lineCount = 1
    /// The longest line that still has its comment at its end.
    private static let width = 110

    package init() {}

    /// A line of comment for each text, broken where it would be too long.
    package mutating func comment(_ words: String, depth: Int = 0) {
        let margin = String(repeating: "  ", count: depth)
        var line = ""
        for word in Self.harmless(words).split(separator: " ") {
            if !line.isEmpty, margin.count + line.count + word.count + 3 > Self.width {
                append("\(margin)# \(line)\n")
                line = ""
            }
            line += line.isEmpty ? String(word) : " \(word)"
        }
        append("\(margin)# \(line)\n")
    }

    package mutating func blankLine() { append("\n") }

    /// A key whose members follow one level deeper.
    package mutating func open(_ key: String, comments: [String] = [], depth: Int) {
        for comment in comments { self.comment(comment, depth: depth) }
        append("\(String(repeating: "  ", count: depth))\(Self.keyText(key)):\n")
    }

    /// A key and its value, with a comment at its end where there is room, above it otherwise.
    package mutating func pair(_ key: String, _ value: Value, comment: String?, depth: Int) {
        let margin = String(repeating: "  ", count: depth)
        let lines = Self.lines(key, value)
        guard let comment else { return lines.forEach { append(margin, $0) } }
        let end = "  # \(Self.harmless(comment))"
        guard lines.count == 1, margin.count + lines[0].count + end.count <= Self.width else {
            self.comment(comment, depth: depth)
            return lines.forEach { append(margin, $0) }
        }
        append("\(margin)\(lines[0])\(end)\n")
    }

    /// One element of a list that stands under a key at `depth`.
    package mutating func element(_ value: Value, comment: String?, depth: Int) {
        let margin = String(repeating: "  ", count: depth + 1)
        if let comment { self.comment(comment, depth: depth + 1) }
        let lines = Self.split(Value.array([value]).yaml(.fragment))
        for line in lines { append(margin, line) }
    }

    private mutating func append(_ margin: String, _ line: String) {
        append(line.isEmpty ? "\n" : "\(margin)\(line)\n")
    }

    private mutating func append(_ more: String) {
        text += more
        lineCount += more.utf8.count { $0 == UInt8(ascii: "\n") }
    }

    /// `key: value` on one line where a short list or mapping can be, as the emitter writes it otherwise.
    private static func lines(_ key: String, _ value: Value) -> [String] {
        if let flow = flow(value) { return ["\(keyText(key)): \(flow)"] }
        var object = Object()
        object[key] = value
        return split(Value.object(object).yaml(.fragment))
    }

    private static func keyText(_ key: String) -> String {
        var object = Object()
        object[key] = .int(0)
        return split(Value.object(object).yaml(.fragment)).first.map { String($0.dropLast(3)) } ?? key
    }

    private static func split(_ text: String) -> [String] {
        var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
            String(Substring($0))
        }
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// A list of scalars, or a small mapping of them, in flow style; `nil` where that would be hard to read.
    private static func flow(_ value: Value) -> String? {
        let parts: [String?]
        switch value.content {
        case .array(let items) where !items.isEmpty: parts = items.map(flowScalar)
        case .object(let object) where !object.isEmpty && object.count <= 3:
            parts = object.members.map { member in
                guard let key = flowScalar(.string(member.key)), let value = flowScalar(member.value) else {
                    return nil
                }
                return "\(key): \(value)"
            }
        case .null, .bool, .number, .string, .array, .object: return nil
        }
        let known = parts.compactMap(\.self)
        let text = known.joined(separator: ", ")
        guard known.count == parts.count, text.count <= 80 else { return nil }
        return value.array == nil ? "{\(text)}" : "[\(text)]"
    }

    private static func flowScalar(_ value: Value) -> String? {
        switch value.content {
        case .array, .object: return nil
        case .null, .bool, .number, .string: break
        }
        if let text = value.string, !text.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) { return nil }
        let text = split(value.yaml(.fragment)).joined()
        // Plain in block style is not always plain between brackets.
        guard let string = value.string, !text.hasPrefix("\"") else { return text }
        return string.contains { ",[]{}:".contains($0) } ? string.json : text
    }

    /// One line without anything that a reader could take for more than a comment.
    private static func harmless(_ words: String) -> String {
        String(
            String.UnicodeScalarView(
                words.unicodeScalars.map { 0x20...0x7E ~= $0.value || isLetter($0) ? $0 : " " }
            )
        )
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || "…–“”·".unicodeScalars.contains(scalar)
    }
}
