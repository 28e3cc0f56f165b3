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
    /// Whether data may be coloured.
    let colorsOutput: Bool
    /// Whether data is read by a person.
    let isTerminal: Bool
    /// Whether somebody sees how far things are.
    let showsProgress: Bool

    /// The process's own streams, as the environment wants them.
    package static func standard(environment: [String: String]) -> Console {
        let terminal = Terminal(environment: environment)
        return Console(
            streams: .standard(width: terminal.width, style: terminal.colorsOutput ? .bold : .plain),
            isColored: terminal.colorsErrors,
            colorsOutput: terminal.colorsOutput,
            isTerminal: terminal.isOutput,
            showsProgress: terminal.isErrors && environment["TERM"] != "dumb"
        )
    }

    func output(_ text: String) { streams.output(text) }

    /// Prints the text of a file: as it is into a pipe, without what would move the cursor on a terminal.
    func file(_ text: String) {
        guard isTerminal else { return output(text) }
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" }
        output(lines.map { visible($0) }.joined(separator: "\n"))
    }

    /// Prints unified diffs, coloured where data may be.
    func difference(_ text: String) {
        guard colorsOutput else { return file(text) }
        output(DifferenceColors.painted(text))
    }

    func note(_ text: String) { streams.error(text + "\n") }

    /// Prints data in the format asked for; people get the text.
    func print(_ value: Value, as format: DataOptions.Format, text: () -> String) {
        switch format {
        case .table: output(text())
        case .json: json(value.json(.pretty))
        case .yaml: output(YAML.text(of: [value]))
        }
    }

    /// Prints a document, or a piece of one that has another end.
    func json(_ text: String, end: String = "\n") { output(Self.escaped(text) + end) }

    /// Says on one line how far something is that takes longer; without a text, takes the line away.
    func progress(_ text: String?) {
        if showsProgress { streams.error("\r\u{1B}[K\(text.map { visible($0) } ?? "")") }
    }

    /// JSON in which no terminal finds a command: what is left of control characters stands within its texts.
    private static func escaped(_ json: String) -> String {
        guard json.unicodeScalars.contains(where: \.movesText) else { return json }
        return json.unicodeScalars.reduce(into: "") { result, scalar in
            if scalar.movesText {
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
    }

    /// How many messages are told; more of them help nobody.
    private static let messageLimit = 100

    /// Prints messages, errors before what is only doubtful when there are too many.
    func tell(_ diagnostics: [Diagnostic]) {
        let isTooMuch = diagnostics.count > Self.messageLimit
        let told = isTooMuch ? diagnostics.filter { $0.severity == .error } : diagnostics
        for diagnostic in told.prefix(Self.messageLimit) { note(painted(diagnostic.text)) }
        if isTooMuch { note("… and \(diagnostics.count - min(told.count, Self.messageLimit)) more") }
    }

    /// The severity words in colour; the words themselves stay.
    private func painted(_ text: String) -> String {
        guard isColored else { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            // A line of the file itself.
            if line.hasPrefix(" ") { return String(line) }
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
            tell([.error(error.description, hint: error.hint)])
            return error.action == "read" || error.action == "list" ? .usage : .failure
        default:
            note(painted("error: \(visible(String(describing: error)))"))
            return .failure
        }
    }

    /// Ends the process.
    package func finish(_ status: ExitStatus) -> Never { Terminal.exit(status.rawValue) }
}

extension Unicode.Scalar {
    /// A C1 control character or one that turns the direction of a text.
    fileprivate var movesText: Bool {
        switch value {
        case 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }
}
