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
}
