import TestSupport
import Values

/// Trees full of what YAML writers get wrong.
struct NastyValues {
    var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    /// Texts that mean something else to some reader, or cannot stand somewhere.
    static let texts = [
        "", " ", "  ", "\n", "\n\n", "\t", "\r", "\r\n", "~", "null", "Null", "NULL", "nULL", "true", "True",
        "FALSE",
        "yes", "No", "ON", "off", "y", "N", "<<", "=", "1", "-1", "+1", "012", "0o14", "0O14", "0xFF",
        "-0x1F", "0b101",
        "1_000", "1,000", "1:30", "190:20:30.15", "8080:22", "1e3", "1E3", "1.0e+3", ".5", "1.", ".", "..",
        "...", "-",
        "--", "---", "--- a", "...a", "- a", "-a", "--flag", "? a", "?a", ":", ": a", ":a", "a:", "a: b",
        "a:b", "a #b",
        "a#b", "# a", "#a", "[", "]", "{", "}", "[]", "{}", "{{ x }}", "${VAR}", ",", ", a", "&a", "*a", "!a",
        "!!str a",
        "|", "|-", ">", "> a", "'", "'a'", "\"", "\"a\"", "it's", "%", "%YAML 1.1", "@a", "`a`", ".inf",
        "-.INF", ".NaN",
        "+.inf", "inf", "nan", "Infinity", "2024-01-31", "2024-1-1", "2001-12-14t21:59:43.10-05:00",
        "2001-12-14 21:59:43", "1.2.3", "127.0.0.1", "::1", "12e03", "0", "-0", "00", "0.0", "08", "_", "1_",
        "_1", "e3",
        "+", "+a", "a\\b", "\\", "\\n", "\0", "\u{1}", "\u{7F}", "\u{85}", "\u{A0}", "\u{AD}", "\u{2028}",
        "\u{2029}",
        "\u{FEFF}", "\u{FFFE}", "\u{1FFFF}", "é", "e\u{301}", "日本語", "😀", "👩‍👩‍👧", "a\tb", "\ta", "a\t", " a",
        "a ",
        "a\nb", "a\nb\n", "a\nb\n\n", "a\n\n\n\nb", "\na", " a\nb", "  a\n b\n", "\ta\nb", "a\n\tb", "a \nb",
        "a\n b",
        "a\n  \nb", "a\n ", "\n a", "\n\n  a\n", "# a\nb", "---\na", "a\n---\n", "a: b\nc: d\n", "a\rb",
        "a\r\nb\r\n",
        "a\u{2028}b\nc", "😀\n日本語\n", "- a\n- b", "|\n a", "{\n}\n", "%a\n%b", "0644", "1.2.3.", "v1", "null ",
        "a,b",
        "http://x/y?z=1#f", "a]b", "key: \"v\"", "-1:30", "+12e03", "0x", "0xg", "-.5", "+.5", "1e", "1.e3",
        "é: ",
    ]

    static let numbers = [
        "0", "-0", "1", "-1", "123456789012345678901234567890", "0.5", "-0.0", "1.50", "1e3", "1E3", "1e-3",
        "1.5e+10",
        "-2.5E-7", "0.1", "1e300", "9007199254740993", "0.000001",
    ]

    mutating func text() -> String {
        switch Int.random(in: 0..<10, using: &generator) {
        case 0..<5: return generator.pick(Self.texts)
        case 5: return generator.pick(Self.texts) + generator.pick(Self.texts)
        case 6: return generator.pick(Self.texts) + "\n" + generator.pick(Self.texts)
        case 7:
            let alphabet = Array("ab:-#\n\t \"'\\{}[],&*!|>%@`?=~0123456789.eExXo_+é😀\r".unicodeScalars)
            var scalars = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0..<12, using: &generator) {
                scalars.append(generator.pick(alphabet))
            }
            return String(scalars)
        case 8:
            return String(
                repeating: generator.pick(["ab ", "x", "é ", "\n"]),
                count: generator.pick([40, 130, 400, 1100])
            )
        default: return generator.pick(["name", "image", "port", "a long text with several words in it"])
        }
    }

    mutating func scalar(finite: Bool) -> Value {
        switch Int.random(in: 0..<9, using: &generator) {
        case 0: return .null
        case 1: return .bool(generator.chance(2))
        case 2: return Number(json: generator.pick(Self.numbers)).map { .number($0) } ?? .null
        case 3: return finite ? [] : .number(Number(generator.chance(2) ? Double.infinity : -Double.infinity))
        default: return .string(text())
        }
    }

    mutating func tree(depth: Int, finite: Bool = false) -> Value {
        guard depth > 0, !generator.chance(3) else { return scalar(finite: finite) }
        let count = Int.random(in: 0..<5, using: &generator)
        if generator.chance(2) {
            var values: [Value] = []
            for _ in 0..<count { values.append(tree(depth: depth - 1, finite: finite)) }
            return .array(values)
        }
        var object = Object()
        for _ in 0..<count { object[text()] = tree(depth: depth - 1, finite: finite) }
        return .object(object)
    }
}

extension Value {
    /// Equal with the same order of keys.
    func isSame(as other: Value) -> Bool {
        switch (content, other.content) {
        case (.array(let left), .array(let right)):
            left.count == right.count && zip(left, right).allSatisfy { $0.isSame(as: $1) }
        case (.object(let left), .object(let right)):
            left.count == right.count
                && zip(left, right).allSatisfy {
                    $0.key.isIdentical(to: $1.key) && $0.value.isSame(as: $1.value)
                }
        default: self == other
        }
    }
}
