package import Diagnostics
internal import Values

extension DockerfileText {
    /// Reads a Dockerfile; what cannot be understood is reported and left out, never the whole file.
    package static func read(_ file: SourceFile) -> (dockerfile: DockerfileText, problems: [Diagnostic]) {
        var reader = DockerfileReader(file: file)
        reader.read()
        return (reader.result, reader.problems)
    }
}

/// Walks over the lines once.
private struct DockerfileReader {
    private static let keywords: Set = [
        "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL",
        "MAINTAINER", "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
    ]

    private let file: SourceFile
    private let lines: [Substring]
    private var next = 0
    private var escape: Character = "\\"
    private var globalValues: [String: String] = [:]
    var result = DockerfileText()
    var problems: [Diagnostic] = []

    init(file: SourceFile) {
        self.file = file
        lines = file.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    }

    mutating func read() {
        readDirectives()
        while next < lines.count {
            let line = lines[next].trimmedStart
            if line.isEmpty || line.hasPrefix("#") {
                next += 1
            } else {
                readInstruction()
            }
        }
        if result.stages.isEmpty {
            problems.append(
                .warning(
                    "this Dockerfile has no FROM",
                    at: SourceLocation(file: file, line: 1, column: 1)
                )
            )
        }
    }

    /// `# escape=` and its like, before anything else ("Parser directives").
    private mutating func readDirectives() {
        for line in lines {
            guard line.hasPrefix("#"), let equals = line.firstIndex(of: "=") else { return }
            let name = line[line.index(after: line.startIndex)..<equals].trimmed.lowercased()
            let value = line[line.index(after: equals)...].trimmed
            guard ["escape", "syntax", "check"].contains(name) else { return }
            if name == "escape", value == "`" { escape = "`" }
        }
    }

    private mutating func readInstruction() {
        let first = lines[next]
        let column = first.unicodeScalars.count - first.trimmedStart.unicodeScalars.count + 1
        let location = SourceLocation(file: file, line: next + 1, column: column)
        var text = joinedLines()
        let keyword = text.prefix { !$0.isWhitespace }.uppercased()
        text = String(text.dropFirst(keyword.count).trimmed)
        guard Self.keywords.contains(keyword) else {
            // The first few tell that it is none.
            guard problems.count < 20 else { return }
            problems.append(
                .warning(
                    "'\(shortened(keyword, to: 20))' is no Dockerfile instruction",
                    at: location,
                    hint: nearest(to: keyword, in: Self.keywords).map { "did you mean \($0)?" }
                )
            )
            return
        }
        var flags: [(name: String, value: String)] = []
        if ["ADD", "COPY", "FROM", "HEALTHCHECK", "RUN"].contains(keyword) {
            while text.hasPrefix("--") {
                let word = text.prefix { !$0.isWhitespace }
                let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1).map(String.init)
                if let name = parts.first { flags.append((name, parts.count > 1 ? parts[1] : "")) }
                text = String(text.dropFirst(word.count).trimmed)
            }
        }
        let opens = ["ADD", "COPY", "RUN"].contains(keyword)
        finish(keyword, flags, text, opens ? hereDocuments(of: text) : nil, location)
    }

    private mutating func finish(
        _ keyword: String,
        _ flags: [(name: String, value: String)],
        _ text: String,
        _ hereDocument: String?,
        _ location: SourceLocation
    ) {
        let hasExecForm = ["ADD", "CMD", "COPY", "ENTRYPOINT", "RUN", "SHELL", "VOLUME"].contains(keyword)
        let instruction = DockerfileText.Instruction(
            keyword: keyword,
            flags: flags,
            text: text,
            hereDocument: hereDocument,
            execWords: hasExecForm ? DockerfileText.execWords(text) : nil,
            location: location
        )
        guard keyword != "FROM" else { return begin(instruction) }
        guard !result.stages.isEmpty else {
            result.globals.append(instruction)
            if keyword == "ARG" { define(instruction, in: &globalValues) }
            return
        }
        let index = result.stages.count - 1
        result.stages[index].instructions.append(instruction)
        if keyword == "ENV" || keyword == "ARG" {
            define(instruction, in: &result.stages[index].variables)
        }
    }

    private mutating func begin(_ instruction: DockerfileText.Instruction) {
        let words = ShellWords.split(instruction.text)
        let isNamed = words.count >= 3 && words[1].lowercased() == "as"
        result.stages.append(
            DockerfileText.Stage(
                base: DockerfileText.filled(words.first ?? "", with: globalValues, keepingUnknown: true),
                name: isNamed ? words[2].lowercased() : nil,
                from: instruction
            )
        )
    }

    private func define(_ instruction: DockerfileText.Instruction, in values: inout [String: String]) {
        for (name, value) in instruction.pairs {
            values[name] =
                value.isEmpty && instruction.keyword == "ARG"
                ? globalValues[name] ?? values[name] ?? "" : DockerfileText.filled(value, with: values)
        }
    }

    /// One instruction's lines as one; comment lines and empty lines in between do not count.
    private mutating func joinedLines() -> String {
        var text = ""
        while next < lines.count {
            let line = lines[next]
            next += 1
            if !text.isEmpty, line.trimmedStart.hasPrefix("#") || line.trimmedStart.isEmpty { continue }
            let content = line.trimmedEnd
            guard content.last == escape else {
                text += content
                break
            }
            text += content.dropLast()
        }
        return String(text.trimmed)
    }

    /// The lines of the here-documents that an instruction opens; `nil` when it opens none.
    private mutating func hereDocuments(of text: String) -> String? {
        var content: String?
        for word in text.split(whereSeparator: \.isWhitespace).prefix(16) {
            guard word.hasPrefix("<<"), !word.hasPrefix("<<<") else { continue }
            var name = word.dropFirst(2)
            let ignoresTabs = name.hasPrefix("-")
            if ignoresTabs { name = name.dropFirst() }
            name = name.drop { $0 == "\"" || $0 == "'" }
            name = name.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            guard !name.isEmpty else { continue }
            let start = next
            content = content ?? ""
            while next < lines.count {
                let line = ignoresTabs ? lines[next].drop { $0 == "\t" } : lines[next]
                next += 1
                if line == name { break }
                content?.append(contentsOf: line + "\n")
            }
            if next == lines.count, lines.last.map({ $0 != name }) == true {
                problems.append(
                    .warning(
                        "the here-document '\(shortened(name))' is never closed",
                        at: SourceLocation(file: file, line: max(1, start), column: 1)
                    )
                )
            }
        }
        return content
    }
}

extension DockerfileText.Instruction {
    /// The names and values of `ENV`, `ARG` and `LABEL`: `A=1 B="2"`, or the old `A 1`.
    package var pairs: [(name: String, value: String)] {
        let words = ShellWords.split(text)
        guard let first = words.first else { return [] }
        if keyword == "ENV", !first.contains("="), words.count > 1 {
            return [(first, String(text.dropFirst(first.count).trimmed))]
        }
        return words.map { word in
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
        }
    }
}

extension DockerfileText {
    /// The exec form is a JSON array of strings; anything else is meant for the shell.
    package static func execWords(_ text: String) -> [String]? {
        guard text.hasPrefix("["),
            let list = try? JSON.value(in: SourceFile(name: "", text: text)).array
        else { return nil }
        let words = list.compactMap(\.string)
        return words.count == list.count ? words : nil
    }

    /// Fills in `$NAME`, `${NAME}`, and `${NAME:-word}` and `${NAME:+word}` with or without the colon; unknown names
    /// become nothing, or stay as they are written.
    package static func filled(
        _ text: String,
        with values: [String: String],
        keepingUnknown: Bool = false
    ) -> String {
        guard text.contains("$") else { return text }
        var result = ""
        var rest = Substring(text)
        // A variable made of itself twice over would double with every line.
        while result.utf8.count < 65536, let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            rest = rest[rest.index(after: dollar)...]
            if rest.hasPrefix("{"), let end = rest.firstIndex(of: "}") {
                let inner = rest[rest.index(after: rest.startIndex)..<end]
                let name = String(inner.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
                var change = inner.dropFirst(name.count)
                let countsEmpty = change.first != ":"
                if !countsEmpty { change = change.dropFirst() }
                // Without an operator the empty value is as good as none.
                let isPlain = change.isEmpty
                let value = values[name].flatMap { $0.isEmpty && (isPlain || !countsEmpty) ? nil : $0 }
                let unknown = keepingUnknown ? "${\(inner)}" : ""
                if change.hasPrefix("-") {
                    result += value ?? String(change.dropFirst())
                } else if change.hasPrefix("+") {
                    result += value == nil ? "" : String(change.dropFirst())
                } else {
                    result += value ?? unknown
                }
                rest = rest[rest.index(after: end)...]
            } else {
                let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                let value = values[String(name)].flatMap { $0.isEmpty ? nil : $0 }
                result += name.isEmpty ? "$" : value ?? (keepingUnknown ? "$\(name)" : "")
                rest = rest.dropFirst(name.count)
            }
        }
        return result + rest
    }
}
