/// Tells a command that ends well whatever the server does.
enum IdleCommand {
    /// Programs that have nothing to say about the server.
    private static let idlePrograms: Set<String> = [
        "true", "echo", "printf", "date", "pwd", "sleep", "whoami", "hostname", "ps", "ls",
    ]
    private static let shells: Set<String> = ["sh", "bash", "ash", "dash", "zsh", "busybox"]
    private static let scriptOptions: Set<String> = [
        "-c", "-e", "--eval", "-p", "eval", "-lc", "-ec", "--print",
    ]

    static func neverFails(_ words: [String]) -> Bool {
        guard let program = words.first.map(baseName) else { return false }
        if idlePrograms.contains(program) { return !(program == "ls" || program == "ps") || words.count == 1 }
        if words == ["kill", "-0", "1"] { return true }
        if let last = words.last, words.count == 2, ["--version", "--help", "-v", "-V"].contains(last) {
            return true
        }
        guard let option = words.firstIndex(where: scriptOptions.contains), option + 1 < words.count else {
            return false
        }
        let script = words[option + 1]
        return shells.contains(program) ? shellNeverFails(script) : codeNeverFails(script)
    }

    /// Words that only a shell knows.
    static func isShellWord(_ word: String) -> Bool {
        ["exit", ":", "cd", "source"].contains(word)
    }

    /// The script's result is that of its last command, unless something before it leaves.
    private static func shellNeverFails(_ script: String) -> Bool {
        let commands = script.split { ";\n".contains($0) }.map(trimmed).filter { !$0.isEmpty }
        let leavesEarly = commands.dropLast().contains { $0.contains("exit") || $0.contains("set -") }
        guard let last = commands.last, !leavesEarly else { return commands.isEmpty }
        // After || comes what runs when the rest has failed; after && what runs only when it has not.
        let alternative = lastPart(of: last, after: "||")
        if alternative.contains("&&") || alternative.contains("|") { return false }
        let words = alternative.split(whereSeparator: \.isWhitespace).map(String.init)
        if words == ["exit", "0"] || words == [":"] { return true }
        return !words.isEmpty && !isShellWord(words[0]) && neverFails(words)
    }

    /// JavaScript, Python, Ruby or Perl.
    private static func codeNeverFails(_ code: String) -> Bool {
        // Two ways out, for an answer and for none, and both say that all is well.
        let exits = code.ranges(of: "exit(").map { code[$0.upperBound...].prefix { $0 != ")" } }
        if exits.count > 1, exits.allSatisfy({ $0.isEmpty || $0 == "0" }) { return true }
        let ends = [
            "process.exit(0)", "process.exit()", "exit(0)", "exit()", "quit()", "sys.exit(0)", "sys.exit()",
            "exit0", "exit", "raiseSystemExit(0)", "Deno.exit(0)", "Deno.exit()",
        ]
        let harmless = ["importsys", "importos", "pass", "0", "1", "true", "True"]
        for statement in code.split(whereSeparator: { ";\n".contains($0) }) {
            let text = String(statement.filter { !$0.isWhitespace })
            if ends.contains(text) { return true }
            let isPrint =
                (text.hasPrefix("console.log(") || text.hasPrefix("print("))
                && text.firstIndex(of: ")") == text.indices.last && text.filter { $0 == "(" }.count == 1
            if !harmless.contains(text), !isPrint { return false }
        }
        return true
    }

    private static func baseName(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        let start = text.drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }

    private static func lastPart(of text: String, after mark: String) -> String {
        var rest = Substring(text)
        while let range = rest.firstRange(of: mark) { rest = rest[range.upperBound...] }
        return trimmed(rest)
    }
}
