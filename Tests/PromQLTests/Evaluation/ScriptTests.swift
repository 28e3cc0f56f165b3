import FileSystem
import Glibc
import Testing

@testable import promqltest

@Suite struct ScriptTests {
    private func outcomes(
        _ text: String,
        _ options: ScriptRunner.Options = ScriptRunner.Options()
    ) throws -> [ScriptRunner.Outcome] {
        var outcomes: [ScriptRunner.Outcome] = []
        var runner = ScriptRunner(options)
        runner.run(try ScriptReader.script(text)) { _, outcome in outcomes.append(outcome) }
        return outcomes
    }

    private func failures(_ text: String) throws -> [String] {
        try outcomes(text).compactMap { if case .failed(let text) = $0 { text } else { nil } }
    }

    @Test func `a script passes when its answers are right`() throws {
        #expect(
            try failures(
                """
                load 5m
                  x{a="1"} 0+10x10
                # a comment ends a block
                eval instant at 50m sum(x)
                  {} 100

                eval instant at 50m sum(x) + 1 == 101
                  {} 101

                eval range from 0 to 10m step 5m x
                  x{a="1"} 0 10 20

                eval instant at 0 1 + 1
                  2

                eval instant at 10m x[6m]
                  expect range vector from 5m to 10m step 5m
                  x{a="1"} 10 20

                eval instant at 5m rate(x[10m])
                  expect info msg: PromQL info: metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "x" (1:6)
                  {a="1"} 0.0166666667

                eval instant at 0 topk(NaN, x)
                  expect fail msg: Parameter value is NaN

                eval instant at 0 "a"
                  expect string `a`

                clear

                eval instant at 0 x
                """
            ) == []
        )
    }

    @Test(arguments: [
        "eval instant at 0 vector(1)\n {} 2", "eval instant at 0 vector(1)", "eval instant at 0 1\n 2",
        "eval instant at 0 nothing\n {} 1", "eval instant at 0 vector(1)\n expect fail\n {} 1",
        "eval instant at 0 vector(1)\n expect warn\n {} 1",
        "load 1m\n x 1 2\n\neval instant at 1m rate(x[5m])\n expect no_info\n {} 1",
        "load 1m\n x{i=\"1\"} 1\n x{i=\"2\"} 2\n\neval instant at 0 sort(x)\n expect ordered\n x{i=\"2\"} 2\n x{i=\"1\"} 1",
        "eval range from 0 to 1m step 1m vector(1)\n {} 1", "eval instant at 0 topk(NaN, vector(1))",
        "eval instant at 0 \"a\"\n expect string \"b\"",
    ])
    func `a script fails when an answer is not what it says`(text: String) throws {
        #expect(try failures(text).count == 1)
    }

    @Test func `what needs a part that is not there yet is told with its reason`() throws {
        let script = """
            load 1m
              h {{schema:0 sum:1 count:1 buckets:[1]}}
              x 1

            eval instant at 0 h
              h {{schema:0 sum:1 count:1 buckets:[1]}}

            eval instant at 0 limitk(1, x)
              x 1

            eval instant at 0 x
              x 1
            """
        var options = ScriptRunner.Options()
        options.skipsHistograms = true
        options.skipsExperimental = true
        var tally = Tally(isVerbose: false)
        for outcome in try outcomes(script, options) { _ = tally.add(outcome, "place", "query") }
        #expect(
            tally.summary == """
                skipped 1 for native histograms
                skipped 1 for experimental: the aggregation limitk
                1 passed, 0 failed, 2 skipped

                """
        )
        // Without leave to skip they fail.
        #expect(try failures(script).count == 2)
    }

    @Test(arguments: [
        "lode 1m", "load x\n y 1", "eval instant 1 at", "load 1m\n x{ 1", "eval instant at 0 x\n x 1 2",
    ])
    func `a script that cannot be read names its line`(text: String) {
        #expect(throws: ScriptError.self) { try ScriptReader.script(text) }
    }

    /// The scripts of Prometheus, when the folder of public corpora is there.
    private static let folder: String? = {
        let package = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        let corpus = getenv("MCPCTL_CORPUS").map { String(cString: $0) } ?? "/\(package)/../shared/corpus"
        let path = "\(corpus)/promqltest"
        return access(path, R_OK) == 0 ? path : nil
    }()

    @Test(.enabled(if: folder != nil, "the test scripts of Prometheus are not there"))
    func `no evaluation of Prometheus on floats and the stable language fails`() throws {
        let folder = try #require(Self.folder)
        var options = ScriptRunner.Options()
        options.skipsHistograms = true
        options.skipsExperimental = true
        var tally = Tally(isVerbose: false)
        var failures = ""
        for name in try Files.names(in: folder).sorted() where name.hasSuffix(".test") {
            let text = String(decoding: try Files.read("\(folder)/\(name)"), as: UTF8.self)
            var runner = ScriptRunner(options)
            runner.run(try ScriptReader.script(text)) { evaluation, outcome in
                failures += tally.add(outcome, "\(name):\(evaluation.line)", evaluation.query)
            }
        }
        #expect(failures == "")
        #expect(tally.passed >= 766)
    }
}
