import Detection
import Diagnostics
import TestSupport
import Testing
import Values
import YAML

@Suite struct `A text with comments` {
    private static let words = [
        "", "a", "true", "1.10", "no", "a: b", "a #b", "#", "- x", "[a", "{b}", "a, b", "it's", "\"q\"", "é",
        "x\ny\n", "\n", "  lead", "trail ",
        "{port}", "*a", "&b", "!c", "%d", "@e", "`f", "|", ">", "?", "~", "0x1F", "1e3", "2024-01-01",
        "\u{1F600}", "\t", "x\u{7F}y", "null", "-",
        String(repeating: "long ", count: 40),
    ]

    private static func value(_ generator: inout SeededGenerator, depth: Int) -> Value {
        switch Int.random(in: 0..<(depth > 2 ? 5 : 8), using: &generator) {
        case 0: return .null
        case 1: return .bool(generator.chance(2))
        case 2: return .int(Int.random(in: -9...99, using: &generator))
        case 3, 4: return .string(generator.pick(words))
        case 5:
            return .array(
                (0..<Int.random(in: 0..<4, using: &generator)).map { _ in value(&generator, depth: depth + 1)
                }
            )
        default:
            var object = Object()
            for _ in 0..<Int.random(in: 0..<4, using: &generator) {
                object[generator.pick(words)] = value(&generator, depth: depth + 1)
            }
            return .object(object)
        }
    }

    @Test(arguments: 0..<200)
    func `reads back as what was written, whatever the values and the comments hold`(_ seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        var text = CommentedText()
        var expected = Object()
        text.comment(generator.pick(Self.words) + "\n--- evil: true\r\u{85}x: y \u{2028}z: 1")
        for number in 0..<6 {
            let key = "\(number)\(generator.pick(Self.words))"
            if generator.chance(3) {
                var inner = Object()
                text.open(key, comments: [generator.pick(Self.words)], depth: 0)
                for position in 0...Int.random(in: 0..<3, using: &generator) {
                    let value = Self.value(&generator, depth: 0)
                    inner["\(position)\(key)"] = value
                    text.pair(
                        "\(position)\(key)",
                        value,
                        comment: generator.pick(Self.words) + "\ny: 2",
                        depth: 1
                    )
                }
                expected[key] = .object(inner)
            } else if generator.chance(3) {
                let values = (0..<2).map { _ in Self.value(&generator, depth: 0) }
                text.open(key, depth: 0)
                for value in values { text.element(value, comment: generator.pick(Self.words), depth: 0) }
                expected[key] = .array(values)
            } else {
                let value = Self.value(&generator, depth: 0)
                expected[key] = value
                text.pair(
                    key,
                    value,
                    comment: generator.chance(2) ? nil : "# \(generator.pick(Self.words))",
                    depth: 0
                )
            }
        }
        let tree = try YAML.document(in: SourceFile(name: "x.yaml", text: text.text))
        #expect(tree == .object(expected), "\(text.text)")
        #expect(text.lineCount == text.text.utf8.count { $0 == 10 })
    }
}
