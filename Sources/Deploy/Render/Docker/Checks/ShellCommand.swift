internal import Diagnostics

/// One simple command of a shell script, as far as looking at words tells.
struct ShellCommand: Sendable, Hashable {
    let words: [String]

    var program: String { words.first.map { $0.split(separator: "/").last.map(String.init) ?? $0 } ?? "" }

    func has(_ word: String) -> Bool { words.contains(word) }

    /// The commands of a script: split at `&&`, `||`, `;`, `|` and line ends, without leading assignments.
    static func commands(in script: String) -> [ShellCommand] {
        var commands: [ShellCommand] = []
        var words: [String] = []
        func close() {
            let rest = words.drop { $0.utf8.contains(UInt8(ascii: "=")) && !$0.hasPrefix("-") }
            if !rest.isEmpty { commands.append(ShellCommand(words: Array(rest))) }
            words = []
        }
        let script = script.holds("\\\n") ? script.replacing("\\\n", with: " ") : script
        for line in script.utf8.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            for part in line.split(whereSeparator: { $0 == 0x20 || 0x09...0x0D ~= $0 }) {
                let word = String(Substring(part))
                if separators.contains(word) {
                    close()
                } else if word.utf8.last == UInt8(ascii: ";") {
                    words.append(String(word.dropLast()))
                    close()
                } else {
                    words.append(word)
                }
            }
            close()
        }
        return commands
    }

    private static let separators: Set = ["&&", "||", "|", ";", "(", ")", "{", "}", "then", "do", "else"]
}
