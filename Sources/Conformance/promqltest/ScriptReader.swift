internal import GoText
internal import PromQL

/// A line of a script that cannot be read.
struct ScriptError: Error {
    let line: Int
    let message: String
}

/// Reads scripts line by line.
struct ScriptReader {
    private let lines: [String]
    private var next = 0

    /// A line that is a comment counts as a blank one, which ends a block.
    init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let trimmed = Self.trimmed(line)
            return trimmed.hasPrefix("#") ? "" : String(trimmed)
        }
    }

    static func script(_ text: String) throws(ScriptError) -> Script {
        var reader = ScriptReader(text)
        return try reader.script()
    }

    private mutating func script() throws(ScriptError) -> Script {
        var script = Script()
        while next < lines.count {
            let line = lines[next]
            next += 1
            if line.isEmpty { continue }
            let word = Self.words(line, limit: 2)[0].lowercased()
            if word == "clear" {
                script.commands.append(.clear)
            } else if word.hasPrefix("load") {
                script.commands.append(.load(try load(line)))
            } else if word.hasPrefix("eval") {
                script.commands.append(.evaluate(try evaluation(line)))
            } else {
                throw error("invalid command \(line)")
            }
        }
        return script
    }

    /// The line that is read is the one before `next`.
    private func error(_ message: String) -> ScriptError { ScriptError(line: next, message: message) }

    /// The next line of a block, or `nil` at its end.
    private mutating func blockLine() -> String? {
        guard next < lines.count, !lines[next].isEmpty else { return nil }
        next += 1
        return lines[next - 1]
    }

    // MARK: Loads

    private mutating func load(_ line: String) throws(ScriptError) -> Script.Load {
        let words = Self.words(line, limit: 2)
        guard words.count == 2, words[0] == "load" || words[0] == "load_with_nhcb",
            let step = PromDuration(words[1])
        else { throw error("invalid load command: \(line)") }
        var load = Script.Load(
            step: step.milliseconds,
            makesNativeHistograms: words[0] == "load_with_nhcb"
        )
        while let line = blockLine() {
            if let metric = Self.startTimestamps(line) {
                load.started.append(
                    try notation { () throws(NotationError) in
                        try SeriesNotation.labels(metric)
                    }
                )
                continue
            }
            let series = try notation { () throws(NotationError) in try SeriesNotation(parsing: line) }
            load.series.removeAll { $0.labels == series.labels }
            load.series.append(series)
        }
        return load
    }

    /// The metric of a line `metric{…}@st …`.
    private static func startTimestamps(_ line: String) -> String? {
        var isQuoted = false
        var before: Character = " "
        for (index, character) in zip(line.indices, line) {
            if character == "\"", before != "\\" { isQuoted.toggle() }
            if !isQuoted {
                let rest = line[index...]
                if rest.hasPrefix("@st ") || rest == "@st" { return String(line[..<index]) }
                if character.isWhitespace, before == "}" { return nil }
            }
            before = character
        }
        return nil
    }

    private func notation<Answer>(_ body: () throws(NotationError) -> Answer) throws(ScriptError) -> Answer {
        do throws(NotationError) {
            return try body()
        } catch {
            throw self.error(error.description)
        }
    }

    // MARK: Evaluations

    private mutating func evaluation(_ line: String) throws(ScriptError) -> Script.Evaluation {
        let number = next
        var words = Self.words(line, limit: 3)
        guard words.count == 3 else { throw error("invalid evaluation: \(line)") }
        var expectation = Expectation()
        if let mark = words[0].firstIndex(of: "_") {
            expectation.old = Expectation.Kind(rawValue: String(words[0][words[0].index(after: mark)...]))
            guard expectation.old != nil else { throw error("invalid evaluation: \(line)") }
        }
        let isInstant = words[1] == "instant"
        var time = Script.Time.instant(0)
        var query = words[2]
        if isInstant {
            words = Self.words(query, limit: 3)
            guard words.count == 3, words[0] == "at" else { throw error("invalid evaluation: \(line)") }
            time = .instant(try duration(words[1]))
            query = words[2]
        } else {
            words = Self.words(query, limit: 7)
            guard words.count == 7, words[0] == "from", words[2] == "to", words[4] == "step" else {
                throw error("invalid evaluation: \(line)")
            }
            time = .range(
                from: try duration(words[1]),
                through: try duration(words[3]),
                step: try duration(words[5])
            )
            query = words[6]
        }
        var evaluation = Script.Evaluation(line: number, query: query, time: time)
        evaluation.expectation = expectation
        while let line = blockLine() {
            if try !read(line, into: &evaluation, isInstant: isInstant) { break }
        }
        return evaluation
    }

    private func duration(_ text: String) throws(ScriptError) -> Int64 {
        guard let duration = PromDuration(text) else { throw error("invalid duration \(text)") }
        return duration.milliseconds
    }

    /// Whether the block goes on after the line.
    private func read(
        _ line: String,
        into evaluation: inout Script.Evaluation,
        isInstant: Bool
    ) throws(ScriptError) -> Bool {
        if evaluation.expectation.old == .fail {
            let words = Self.words(line, limit: 2)
            if words[0].hasPrefix("expected_fail_message") || words[0].hasPrefix("expected_fail_regexp") {
                let text = words.count > 1 ? words[1] : ""
                let isMessage = words[0] == "expected_fail_message"
                evaluation.expectation.texts.append((.fail, isMessage ? .message(text) : .pattern(text)))
                return false
            }
        }
        if line.hasPrefix("expect range vector") {
            let words = Self.words(line, limit: 9)
            guard words.count == 9, words[3] == "from", words[5] == "to", words[7] == "step" else {
                throw error("invalid expectation: \(line)")
            }
            let grid = (try duration(words[4]), try duration(words[6]), try duration(words[8]))
            evaluation.expectation.rangeVector = grid
            evaluation.time = .instant(grid.1)
            return true
        }
        if line.hasPrefix("expect string") {
            guard let text = GoText.unquoted(Self.trimmed(line.dropFirst("expect string".count))) else {
                throw error("invalid string: \(line)")
            }
            evaluation.expectation.string = text
            return true
        }
        if line == "expect" || line.hasPrefix("expect ") {
            evaluation.expectation.texts.append(try expected(line))
            return true
        }
        if let number = GoText.parseInteger(line).map(Double.init) ?? GoText.parseNumber(line) {
            evaluation.expectation.scalar = number
            return false
        }
        let series = try notation { () throws(NotationError) in try SeriesNotation(parsing: line) }
        guard !isInstant || series.values.count <= 1 || evaluation.expectation.rangeVector != nil else {
            throw error("expecting multiple values in instant evaluation not allowed")
        }
        evaluation.expectation.series.removeAll { $0.labels == series.labels }
        evaluation.expectation.series.append(
            Expectation.Series(labels: series.labels, values: series.values)
        )
        return true
    }

    /// `expect warn`, `expect fail msg: …`, `expect info regex: …`.
    private func expected(_ line: String) throws(ScriptError) -> (Expectation.Kind, Expectation.Text) {
        let words = Self.words(line, limit: 3)
        guard words.count > 1, let kind = Expectation.Kind(rawValue: words[1]) else {
            throw error("invalid expectation: \(line)")
        }
        guard words.count == 3 else { return (kind, .anything) }
        if words[2].hasPrefix("msg:") {
            return (kind, .message(String(Self.trimmed(words[2].dropFirst(4)))))
        }
        if words[2].hasPrefix("regex:") {
            return (kind, .pattern(String(Self.trimmed(words[2].dropFirst(6)))))
        }
        throw error("invalid expectation: \(line)")
    }

    // MARK: Words

    /// At most so many words, the last of which is the rest of the line; never none.
    private static func words(_ line: String, limit: Int) -> [String] {
        let parts = line.split(maxSplits: limit - 1, omittingEmptySubsequences: true) {
            $0 == " " || $0 == "\t"
        }
        let words = parts.map { String(trimmed($0)) }
        return words.isEmpty ? [""] : words
    }

    private static func trimmed(_ text: some StringProtocol) -> Substring {
        var result = Substring(text)
        while let first = result.first, first.isWhitespace { result.removeFirst() }
        while let last = result.last, last.isWhitespace { result.removeLast() }
        return result
    }
}
