/// The value of a `Content-Type` (RFC 9110, section 8.3.1): `text/plain; version=0.0.4; charset=utf-8`.
package struct MediaType: Sendable, Hashable {
    /// Type and subtype, lowercase.
    package let essence: String
    /// Values by lowercase names, without their quotes.
    package let parameters: [String: String]

    /// Nothing when there is no type and subtype, or a parameter has no value.
    package init?(_ text: String) {
        var parts = Self.parts(of: text)
        let essence = parts.removeFirst().lowercased()
        let words = essence.split(separator: "/", omittingEmptySubsequences: false)
        guard words.count == 2, words.allSatisfy({ !$0.isEmpty && !$0.contains(" ") }) else { return nil }
        var parameters: [String: String] = [:]
        for part in parts where !part.isEmpty {
            guard let equals = part.firstIndex(of: "="), equals > part.startIndex else { return nil }
            let name = part[..<equals].lowercased()
            guard parameters[name] == nil else { return nil }
            parameters[name] = Self.unquoted(part[part.index(after: equals)...])
        }
        (self.essence, self.parameters) = (essence, parameters)
    }

    /// The pieces between semicolons that stand outside quotes, without the blanks around them; at least one.
    private static func parts(of text: String) -> [String] {
        var parts = [""]
        var (isQuoted, isEscaped) = (false, false)
        for character in text {
            if character == ";", !isQuoted {
                parts.append("")
                continue
            }
            if character == "\"", !isEscaped { isQuoted.toggle() }
            isEscaped = isQuoted && character == "\\" && !isEscaped
            parts[parts.count - 1].append(character)
        }
        return parts.map { part in
            let start = part.drop { $0 == " " || $0 == "\t" }
            let end = start.lastIndex { $0 != " " && $0 != "\t" }
            return end.map { String(start[...$0]) } ?? ""
        }
    }

    private static func unquoted(_ text: Substring) -> String {
        guard text.count >= 2, text.first == "\"", text.last == "\"" else { return String(text) }
        var result = ""
        var isEscaped = false
        for character in text.dropFirst().dropLast() {
            if character == "\\", !isEscaped {
                isEscaped = true
            } else {
                result.append(character)
                isEscaped = false
            }
        }
        return result
    }
}
