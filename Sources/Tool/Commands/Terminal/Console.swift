package import Arguments
internal import Diagnostics
internal import FileSystem
internal import Values
internal import YAML

/// Where a verb's words go: data to standard output, everything else to standard error.
package struct Console: Sendable {
    package let streams: Streams
    /// Whether messages may be coloured.
    let isColored: Bool

    /// The process's own streams, as the environment wants them.
    package static func standard(environment: [String: String]) -> Console {
        let terminal = Terminal(environment: environment)
        return Console(
            streams: .standard(width: terminal.width, style: terminal.colorsOutput ? .bold : .plain),
            isColored: terminal.colorsErrors
        )
    }

    func output(_ text: String) { streams.output(text) }
    func note(_ text: String) { streams.error(text + "\n") }

    /// Prints data in the format asked for; people get the text.
    func print(_ value: Value, as format: DataFormat, text: () -> String) {
        switch format {
        case .table: output(text())
        case .json: output(value.json(.pretty) + "\n")
        case .yaml: output(YAML.text(of: [value]))
        }
    }

    /// Prints messages, a line between each two.
    func tell(_ diagnostics: [Diagnostic]) {
        for diagnostic in diagnostics { note(painted(diagnostic.text)) }
    }

    /// The severity words in colour; the words themselves stay.
    private func painted(_ text: String) -> String {
        guard isColored else { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            for (word, color) in [("error:", 31), ("warning:", 33), ("note:", 34), ("hint:", 34)] {
                guard line.hasPrefix(word) || line.contains(": \(word)"),
                    let range = line.firstRange(of: word)
                else {
                    continue
                }
                return
                    "\(line[..<range.lowerBound])\u{1B}[\(color)m\(word)\u{1B}[0m\(line[range.upperBound...])"
            }
            return String(line)
        }.joined(separator: "\n")
    }

    /// Prints what ended a verb, and says how it ended.
    package func report(_ error: any Error) -> ExitStatus {
        switch error {
        case let error as InvalidInput:
            tell(error.diagnostics)
            return .usage
        case let error as FileError:
            note(painted("error: \(visible(error.description))"))
            return error.action == "read" || error.action == "list" ? .usage : .failure
        default:
            note(painted("error: \(visible(String(describing: error)))"))
            return .failure
        }
    }

    /// Ends the process.
    package func finish(_ status: ExitStatus) -> Never { Terminal.exit(status.rawValue) }
}
