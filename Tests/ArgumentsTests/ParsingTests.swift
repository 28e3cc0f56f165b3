import Testing

@testable import Arguments

private struct Case: Sendable, CustomTestStringConvertible {
    var line: String
    var change: @Sendable (inout RenderK8s) -> Void
    var testDescription: String { line }

    init(_ line: String, _ change: @escaping @Sendable (inout RenderK8s) -> Void = { _ in }) {
        self.line = line
        self.change = change
    }
}

@Suite struct `Parsing` {
    @Test(arguments: [
        Case("render k8s"),
        Case("render kubernetes"),
        Case("render k8s -o json") { $0.shared.output = .json },
        Case("render k8s -ojson") { $0.shared.output = .json },
        Case("render k8s --output json") { $0.shared.output = .json },
        Case("render k8s --output=json") { $0.shared.output = .json },
        Case("render k8s --output json --output=wide -o yaml") { $0.shared.output = .yaml },
        Case("render k8s -nq") { ($0.isDryRun, $0.shared.isQuiet) = (true, true) },
        Case("render k8s -nqo json") {
            ($0.isDryRun, $0.shared.isQuiet, $0.shared.output) = (true, true, .json)
        },
        Case("render k8s -nojson") { ($0.isDryRun, $0.shared.output) = (true, .json) },
        Case("render k8s --no-wait") { $0.waits = false },
        Case("render k8s --no-wait --wait"),
        Case("render k8s out") { $0.folder = "out" },
        Case("render k8s out a.yaml b.yaml") { ($0.folder, $0.files) = ("out", ["a.yaml", "b.yaml"]) },
        Case("render k8s out -n a.yaml") { ($0.folder, $0.files, $0.isDryRun) = ("out", ["a.yaml"], true) },
        Case("render k8s -") { $0.folder = "-" },
        Case("render k8s -- --diff -n") { ($0.folder, $0.files) = ("--diff", ["-n"]) },
        Case("render k8s -- --") { $0.folder = "--" },
        Case("render k8s -p -") { $0.profile = "-" },
        Case("render k8s --profile= x") { ($0.profile, $0.folder) = ("", "x") },
        Case("render k8s -l a=1 --label=b=2=3") { $0.labels = ["a=1", "b=2=3"] },
        Case("render k8s --timeout 1h30m") { $0.timeout = .seconds(5400) },
        Case("render k8s --timeout=500ms") { $0.timeout = .milliseconds(500) },
        Case("render k8s --replicas 3") { $0.replicas = 3 },
        Case("--color never render k8s") { $0.shared.color = .never },
        Case("--color=never render -o json k8s out") {
            ($0.shared.color, $0.shared.output, $0.folder) = (.never, .json, "out")
        },
        Case("-qojson render k8s") { ($0.shared.isQuiet, $0.shared.output) = (true, .json) },
        Case("render --env prod k8s") { $0.environment = "prod" },
        Case("--env render render k8s") { $0.environment = "render" },
        Case("render k8s --trace") { $0.shared.traces = true },
        Case("-o json render k8s -o wide") { $0.shared.output = .wide },
    ])
    fileprivate func `gives the command`(_ sample: Case) throws {
        var expected = RenderK8s()
        sample.change(&expected)
        let found = try command(RenderK8s.self, sample.line)
        #expect(found == expected)
    }

    @Test(arguments: ["-5", "-0.5", "-.5"]) func `takes a negative number for a value`(number: String) throws
    {
        #expect(try command(Query.self, "query up --offset \(number)").offset == Double(number))
        #expect(try command(Query.self, "query \(number)").expression == number)
    }

    @Test func `finds a verb under its other name and in hidden groups`() throws {
        #expect(try command(ListBreakers.self, "breaker list") == ListBreakers())
        #expect(try command(ListBreakers.self, "secret list") == ListBreakers())
    }

    @Test func `keeps an empty word`() throws {
        let found = try command(["query", ""])
        #expect((found as? Query)?.expression == "")
    }

    @Test(arguments: ["500ms", "2s", "5m", "1h30m", "25h", "0s", "1h1m1s1ms"])
    func `a duration is printed as it is read`(text: String) {
        #expect(Duration(argument: text)?.argumentText == text)
    }

    @Test(arguments: [
        "", "5", "s", "-5s", "5x", "1h 30m", "９s", "99999999999999999999s", "9223372036854775807h",
    ])
    func `is not a duration`(text: String) { #expect(Duration(argument: text) == nil) }
}

@Suite struct `Environment` {
    private let profile = ["MYTOOL_PROFILE": "other.yaml"]

    @Test func `a flag beats a variable, and a variable beats a default`() throws {
        #expect(try command(RenderK8s.self, "render k8s").profile == "mytool.yaml")
        #expect(try command(RenderK8s.self, "render k8s", environment: profile).profile == "other.yaml")
        #expect(try command(RenderK8s.self, "render k8s -p mine", environment: profile).profile == "mine")
    }

    @Test func `an empty variable says nothing`() throws {
        let found = try command(
            RenderK8s.self,
            "render k8s",
            environment: ["MYTOOL_OUTPUT": "", "MYTOOL_QUIET": ""]
        )
        #expect(found == RenderK8s())
    }

    @Test(arguments: [
        ("1", true), ("yes", true), ("TRUE", true), ("0", false), ("no", false), ("false", false),
    ])
    func `a variable sets a flag`(text: String, isOn: Bool) throws {
        let found = try command(RenderK8s.self, "render k8s", environment: ["MYTOOL_QUIET": text])
        #expect(found.shared.isQuiet == isOn)
    }

    @Test func `an invalid variable is named`() async {
        let outcome = await run("render k8s", environment: ["MYTOOL_OUTPUT": "jsn"])
        #expect(
            outcome.error == """
                error: invalid value 'jsn' for 'MYTOOL_OUTPUT': expected table, wide, json, or yaml
                hint: did you mean 'json'?
                hint: see 'mytool render k8s --help'

                """
        )
        #expect(outcome.status == .usage)
    }

    @Test func `a variable never argues with the command line`() throws {
        let found = try command(RenderK8s.self, "render k8s --diff", environment: ["MYTOOL_CHECK": "1"])
        #expect(found.showsDifference && !found.checks)
        let valid = try command(RenderK8s.self, "render k8s -o json", environment: ["MYTOOL_OUTPUT": "bad"])
        #expect(valid.shared.output == .json)
    }
}
