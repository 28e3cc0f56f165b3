/// A text that messages point into, under the name the user knows it by.
package final class SourceFile: Sendable {
    /// The path as the user wrote it, `-` for standard input, or a pseudo path such as `presets/qsys.yaml`.
    package let name: String
    package let text: String

    /// Keys of mappings whose lines are never shown in a message.
    package let maskedKeys: [String]

    package init(name: String, text: String, maskedKeys: [String] = []) {
        self.name = name
        self.text = text
        self.maskedKeys = maskedKeys
    }

    /// Whether a line may be shown.
    func mayShow(_ line: Int) -> Bool { !MaskedLines(in: text, below: maskedKeys).contains(line) }

    /// The line with that number, counted from 1, without its line break.
    package func line(_ number: Int) -> Substring? {
        guard number >= 1 else { return nil }
        var current = 1
        var start = text.utf8.startIndex
        while current < number {
            guard let end = text.utf8[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
            start = text.utf8.index(after: end)
            current += 1
        }
        let end = text.utf8[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.utf8.endIndex
        let line = text[start..<end]
        return line.utf8.last == UInt8(ascii: "\r") ? line[..<line.utf8.index(before: line.endIndex)] : line
    }
}

extension SourceFile: Hashable {
    package static func == (left: SourceFile, right: SourceFile) -> Bool {
        left === right || (left.name == right.name && left.text == right.text)
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
