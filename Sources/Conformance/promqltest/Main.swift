internal import FileSystem
internal import Glibc

/// `promqltest [--skip-histograms] [--skip-experimental] [--verbose] DIR|FILE...` runs test scripts of Prometheus.
///
/// Every failed evaluation is printed with its place; the last line is `N passed, N failed, N skipped`. The exit code is
/// 0 when none failed, 1 when one did, and 2 when a file could not be read.
///
/// `promqltest --answer` answers the queries on standard input instead: see `AnswerMode`.
@main
struct Main {
    static func main() {
        var options = ScriptRunner.Options()
        var isVerbose = false
        var paths: [String] = []
        for argument in CommandLine.arguments.dropFirst() {
            switch argument {
            case "--skip-histograms": options.skipsHistograms = true
            case "--skip-experimental": options.skipsExperimental = true
            case "--immediate-name-removal": options.delaysNameRemoval = false
            case "--verbose": isVerbose = true
            case "--answer": answersLines()
            case _ where argument.hasPrefix("-"): fail("unknown option \(argument)\n\(usage)")
            default: paths.append(argument)
            }
        }
        guard !paths.isEmpty else { fail(usage) }
        var tally = Tally(isVerbose: isVerbose)
        for path in scripts(paths) { run(path, options, &tally) }
        write(tally.summary, to: 1)
        exit(tally.failed == 0 ? 0 : 1)
    }

    private static let usage = """
        usage: promqltest [--skip-histograms] [--skip-experimental] [--immediate-name-removal] [--verbose] DIR|FILE...

        """

    /// Answers what standard input asks, line by line.
    private static func answersLines() -> Never {
        var mode = AnswerMode()
        while let line = readLine() {
            do throws(ScriptError) {
                if let answer = try mode.answer(Substring(line)) { write(answer + "\n", to: 1) }
            } catch {
                fail("promqltest: \(error.message)\n")
            }
        }
        exit(0)
    }

    /// Files as named, folders by the scripts in them.
    private static func scripts(_ paths: [String]) -> [String] {
        paths.flatMap { path -> [String] in
            guard Files.isFolder(path) else { return [path] }
            do {
                return try Files.names(in: path).filter { $0.hasSuffix(".test") }.sorted()
                    .map { "\(path)/\($0)" }
            } catch {
                fail("promqltest: \(error)\n")
            }
        }
    }

    private static func run(_ path: String, _ options: ScriptRunner.Options, _ tally: inout Tally) {
        guard let bytes = try? Files.read(path), let text = String(validating: bytes, as: UTF8.self) else {
            fail("promqltest: cannot read \(path)\n")
        }
        do throws(ScriptError) {
            let script = try ScriptReader.script(text)
            var runner = ScriptRunner(options)
            runner.run(script) { evaluation, outcome in
                write(tally.add(outcome, "\(path):\(evaluation.line)", evaluation.query), to: 1)
            }
        } catch {
            fail("\(path):\(error.line): error: \(error.message)\n")
        }
    }

    private static func fail(_ message: String) -> Never {
        write(message, to: 2)
        exit(2)
    }

    private static func write(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
