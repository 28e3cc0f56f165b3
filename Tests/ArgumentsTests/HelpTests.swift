import TestSupport
import Testing

@testable import Arguments

@Suite struct `Help` {
    @Test(arguments: ["", "render", "render k8s", "breakers reset", "query", "man"])
    func `matches its snapshot`(line: String) async throws {
        let outcome = await run("\(line) --help")
        #expect(outcome.status == .success)
        let name = (["help"] + line.split(separator: " ").map(String.init)).joined(separator: "-")
        try expectSnapshot(outcome.output, named: name)
    }

    @Test(arguments: [
        "render k8s -h", "help render k8s", "render help k8s", "render --help k8s",
        "--help render kubernetes",
        "render k8s --output yaml --bogus --help", "-o json render k8s --help",
    ])
    func `is the same however one asks`(line: String) async {
        let expected = await run("render k8s --help")
        let outcome = await run(line)
        #expect(outcome == expected)
    }

    @Test(arguments: ["output", "exit-codes", "environment"]) func `has topics`(topic: String) async throws {
        let outcome = await run("help \(topic)")
        #expect(outcome.status == .success)
        try expectSnapshot(outcome.output, named: "topic-\(topic)")
    }

    @Test func `is bold only when asked`() async {
        let bold = await run(["render", "k8s", "-h"], style: .bold)
        let plain = await run(["render", "k8s", "-h"])
        #expect(bold.output.contains("\u{1B}[1mOptions:\u{1B}[0m\n"))
        #expect(!plain.output.contains("\u{1B}"))
    }

    @Test(arguments: [40, 60, 80, 120]) func `keeps to the width`(width: Int) throws {
        let page = try Route(["render", "k8s"], in: sample).help(in: sample, width: width, style: .plain)
        let wide = page.split(separator: "\n").filter { $0.count > max(width, 55) && !$0.hasPrefix("Usage") }
        #expect(wide.filter { !$0.contains(".A line") }.isEmpty)
        #expect(!page.contains(where: { $0 == "\u{A0}" }))
    }

    @Test func `a long word has a line of its own`() {
        #expect(wrap("a bbbbbbbb c d", width: 4) == ["a", "bbbbbbbb", "c d"])
        #expect(wrap("", width: 4).isEmpty)
        #expect(lines(of: "a\nb\n\n  c\n   d\n\ne", width: 80) == ["a b", "", "  c", "   d", "", "e"])
    }
}
