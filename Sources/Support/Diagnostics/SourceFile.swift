internal import Synchronization

/// A text that messages point into, under the name the user knows it by.
package final class SourceFile: Sendable {
    /// The path as the user wrote it, `-` for standard input, or a pseudo path such as `presets/qsys.yaml`.
    package let name: String
    /// Without a byte order mark, which is no part of it.
    package let text: String

    /// Whether lines that may hold a secret stay out of messages.
    private let hidesSecrets: Bool

    /// Whether the whole text may be a secret, so that no line of it is shown.
    private let isSecret: Bool

    /// Which lines those are, found when a message first asks.
    private let masked = Mutex<MaskedLines?>(nil)

    package init(name: String, text: String, hidesSecrets: Bool = false, isSecret: Bool = false) {
        self.name = name
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        self.text = text.utf8.starts(with: mark) ? String(text.unicodeScalars.dropFirst()) : text
        self.hidesSecrets = hidesSecrets
        self.isSecret = isSecret
    }

    /// Whether a line may be shown.
    package func mayShow(_ line: Int) -> Bool {
        guard !isSecret else { return false }
        guard hidesSecrets else { return true }
        let lines = masked.withLock { known in
            let lines = known ?? MaskedLines(in: text)
            known = lines
            return lines
        }
        return !lines.contains(line)
    }

    /// The line with that number, counted from 1, without its line break.
    ///
    /// Lines end with a line feed, a carriage return, or both, as YAML and JSON count them.
    package func line(_ number: Int) -> Substring? {
        guard number >= 1 else { return nil }
        var rest = Substring(text).utf8
        for _ in 1..<number {
            guard let end = rest.firstIndex(where: Self.isLineBreak) else { return nil }
            let isPair = rest[end...].starts(with: [UInt8(ascii: "\r"), UInt8(ascii: "\n")])
            rest = rest[rest.index(end, offsetBy: isPair ? 2 : 1)...]
        }
        return Substring(rest.prefix { !Self.isLineBreak($0) })
    }

    private static func isLineBreak(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }
}

extension SourceFile: Hashable {
    package static func == (left: SourceFile, right: SourceFile) -> Bool {
        left === right || (left.name == right.name && left.text == right.text)
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
