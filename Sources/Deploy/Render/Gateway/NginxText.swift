internal import Diagnostics
internal import Profile
internal import Values

/// A tree of nginx directives as the text that nginx reads.
///
/// A directive is a mapping with one key, its name: `listen: 8080`, `proxy_set_header: [Host, $host]`, or
/// `location: {words: ["=", /mcp], block: [...]}`. Lists within lists are taken apart. Quotes, braces and semicolons are
/// ours alone: no value can end a directive or begin one.
struct NginxText {
    let text: String

    init(heading: String, directives: Value) throws(InvalidInput) {
        var lines = heading.split(whereSeparator: \.isNewline).map { "# \(Self.printable($0))" }
        try Self.write(directives, depth: 0, to: &lines)
        text = lines.joined(separator: "\n") + "\n"
    }

    private static func write(_ directives: Value, depth: Int, to lines: inout [String]) throws(InvalidInput)
    {
        guard let items = directives.array else {
            throw problem("directives must be a list, not \(directives.kind)", directives)
        }
        for item in items {
            if item.array != nil {
                try write(item, depth: depth, to: &lines)
            } else {
                try writeOne(item, depth: depth, to: &lines)
            }
        }
    }

    private static func writeOne(_ directive: Value, depth: Int, to lines: inout [String])
        throws(InvalidInput)
    {
        guard let members = directive.object?.members, members.count == 1 else {
            throw problem("a directive must be a mapping with one key", directive)
        }
        let (name, value) = (members[0].key, members[0].value)
        let indent = String(repeating: "    ", count: depth)
        let block = value["block"]
        let words = try texts(of: block == nil ? value : value["words"] ?? [])
        let line =
            indent
            + (try ([name] + words).map { word throws(InvalidInput) in
                try quoted(word, directive)
            }).joined(separator: " ")
        guard let block else {
            lines.append(line + ";")
            return
        }
        lines.append(line + " {")
        try write(block, depth: depth + 1, to: &lines)
        lines.append(indent + "}")
    }

    private static func texts(of value: Value) throws(InvalidInput) -> [String] {
        switch value.content {
        case .null: return []
        case .string(let text): return [text]
        case .number(let number): return [number.text]
        case .bool(let flag): return [flag ? "on" : "off"]
        case .array(let items):
            var words: [String] = []
            for item in items { words += try texts(of: item) }
            return words
        case .object: throw problem("a word must be a text or a number", value)
        }
    }

    /// A word as nginx's parser takes it: bare where that is unmistakable, in quotes otherwise.
    private static func quoted(_ word: String, _ directive: Value) throws(InvalidInput) -> String {
        guard !word.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
            throw problem("a word holds a control character", directive)
        }
        let isPlain =
            !word.isEmpty
            && word.utf8.allSatisfy {
                $0.isASCIILetter || $0.isASCIIDigit || "_-./:$=@%+,*".utf8.contains($0)
            }
        guard !isPlain else { return word }
        let quote = word.contains("\"") && !word.contains("'") ? "'" : "\""
        return quote + word.replacing("\\", with: "\\\\").replacing(quote, with: "\\\(quote)") + quote
    }

    private static func printable(_ text: Substring) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
    }

    private static func problem(_ message: String, _ value: Value) -> InvalidInput {
        InvalidInput(.error("templates/gateway/nginx.yaml: \(message)", at: value.location))
    }
}
