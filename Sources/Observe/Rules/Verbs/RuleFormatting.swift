package import Diagnostics
internal import PromQL

/// A file of rules with its expressions printed as PromQL's printer does, and every other byte as it was.
///
/// Comments and the layout of the YAML stay, since nothing but expressions is written anew. Long expressions go over
/// several lines as a literal block.
package struct RuleFormatting: Sendable {
    package struct Options: Sendable {
        /// Bytes in a line of an expression, its indentation not counted.
        package var width = 80
        package var reader = RuleFileReader.Options()

        package init() {}
    }

    /// The whole file afterwards.
    package let text: String
    /// Expressions that are written differently now.
    package let changed: Int
    /// Expressions that were left alone, and why.
    package let notes: [Diagnostic]

    package static func run(
        _ file: SourceFile,
        _ options: Options = Options()
    ) throws(InvalidInput) -> RuleFormatting {
        let rules = try RuleFileReader.read(file, options.reader).rules
        var edits: [(range: Range<Int>, text: String)] = []
        var notes: [Diagnostic] = []
        for rule in rules {
            // A comment in the query would be lost.
            guard !hasComment(rule.expression.text) else {
                notes.append(
                    Diagnostic(
                        .note,
                        "the expression of `\(shortened(rule.name.text))` has a comment, so it stays as it is",
                        at: rule.expression.location
                    )
                )
                continue
            }
            let formatted = rule.tree.formatted(width: options.width)
            guard formatted != rule.expression.text.trimmed, let scalar = ScalarExtent(of: rule.expression)
            else {
                continue
            }
            let column = rule.keys["expr"]?.column ?? rule.expression.location.column
            edits.append((scalar.range, scalar.written(formatted, keyColumn: column)))
        }
        let text = applied(edits, to: file.text)
        // Nothing may mean anything else than before.
        let after = (try? RuleFileReader.read(SourceFile(name: file.name, text: text), options.reader))?.rules
        guard let after, after.map(\.tree.description) == rules.map(\.tree.description) else {
            throw InvalidInput(
                .error(
                    "formatting would change what the rules mean, so nothing was changed",
                    at: SourceLocation(file: file, line: 1, column: 1)
                )
            )
        }
        let changed = zip(rules, after).count { $0.expression.text != $1.expression.text }
        return RuleFormatting(text: text, changed: changed, notes: notes)
    }

    private static func applied(_ edits: [(range: Range<Int>, text: String)], to text: String) -> String {
        var bytes = Array(text.utf8)
        for edit in edits.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
            bytes.replaceSubrange(edit.range, with: edit.text.utf8)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether a number sign stands outside quotation marks.
    private static func hasComment(_ text: String) -> Bool {
        var quote: UInt8?
        var wasBackslash = false
        for byte in text.utf8 {
            if let open = quote {
                if byte == open, !wasBackslash { quote = nil }
                wasBackslash = byte == UInt8(ascii: "\\") && !wasBackslash && open != UInt8(ascii: "`")
            } else {
                switch byte {
                case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): quote = byte
                case UInt8(ascii: "#"): return true
                default: break
                }
            }
        }
        return false
    }
}

/// Where a scalar stands in its file with its quotation marks or its block header, and how it can be written anew.
private struct ScalarExtent {
    private enum Style {
        case plain, single, double, block
    }

    let range: Range<Int>
    private let style: Style

    init?(of text: RuleText) {
        guard let places = ScalarPlaces(of: text), !text.text.isEmpty else { return nil }
        let source = Array(text.location.file.text.utf8)
        let start = places.start
        let end = places.end
        guard start < source.count, end <= source.count else { return nil }
        switch source[start] {
        case UInt8(ascii: "\""):
            style = .double
            range = start..<min(end + 1, source.count)
        case UInt8(ascii: "'"):
            style = .single
            range = start..<min(end + 1, source.count)
        case UInt8(ascii: "|"), UInt8(ascii: ">"):
            style = .block
            // The line break at the end stays where it is.
            var last = end
            while last > start,
                source[last - 1] == UInt8(ascii: "\n") || source[last - 1] == UInt8(ascii: "\r")
                    || source[last - 1] == UInt8(ascii: " ")
            { last -= 1 }
            range = start..<last
        default:
            style = .plain
            range = start..<end
        }
    }

    func written(_ text: String, keyColumn: Int) -> String {
        let indentation = String(repeating: " ", count: keyColumn + 1)
        if text.contains("\n") || style == .block {
            let lines = text.split(separator: "\n").map { indentation + $0 }
            return "|\n" + lines.joined(separator: "\n")
        }
        switch style {
        case .double: return "\"\(text.escaped)\""
        case .single:
            return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
                + "'"
        case .plain, .block:
            return text.isPlain
                ? text
                : "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
                    + "'"
        }
    }
}

extension String {
    fileprivate var escaped: String {
        var result = ""
        for character in self {
            if character == "\"" || character == "\\" { result.append("\\") }
            result.append(character)
        }
        return result
    }

    /// Whether it can stand in YAML without quotation marks (YAML 1.2.2, section 7.3.3), written with caution.
    fileprivate var isPlain: Bool {
        guard let first = utf8.first, !"-?:,[]{}#&*!|>'\"%@` ".utf8.contains(first) else { return false }
        return firstRange(of: ": ") == nil && firstRange(of: " #") == nil && !hasSuffix(":")
            && !hasSuffix(" ")
    }
}
