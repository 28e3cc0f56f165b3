import Diagnostics
import FileSystem
import Profile
import TestSupport
import Testing

@testable import Discovery

@Suite struct `A file of targets` {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func look(_ pattern: String, _ more: String = "") throws -> Looking {
        Looking(try plan("discovery:\n  - file: \(pattern)\n\(more)", folder: folder.path).source)
    }

    @Test func `is read as Prometheus reads it`() async throws {
        try folder.write(
            """
            [{"targets": ["10.0.0.1:3000", "10.0.0.2:9464"], "labels": {"env": "test", "__scheme__": "https"}},
             {"targets": ["10.0.0.3:3000"], "labels": {"__metrics_path__": "/m", "__mcp_path__": "/rpc", "__mcp_name__": "three"}},
             {"targets": ["http://example.com/x/mcp"]}]
            """,
            to: "fleet.json"
        )
        let targets = try await look("fleet.json").targets { $0.count == 4 }
        try #require(
            targets.map(\.url) == [
                "https://10.0.0.1:3000/mcp",
                // What Prometheus scrapes is the metrics port: the server is beside it.
                "https://10.0.0.2:3000/mcp", "http://10.0.0.3:3000/rpc", "http://example.com/x/mcp",
            ]
        )
        #expect(targets[0].health == "https://10.0.0.1:8080/health")
        #expect(targets[0].labels.map { "\($0.name)=\($0.value)" }.contains("env=test"))
        #expect(!targets[0].labels.contains { $0.name.hasPrefix("__") })
        #expect(targets[2].metrics == "http://10.0.0.3:3000/m")
        #expect(targets[2].name == "three")
    }

    @Test func `is read again when it changes, and what is wrong with it changes nothing`() async throws {
        try folder.write("- targets: [10.0.0.1:3000]\n", to: "targets/a.yaml")
        try folder.write("- targets: [10.0.0.9:3000]\n", to: "targets/.hidden.yaml")
        let looking = try look("targets/*.yaml")
        try await looking.targets { $0.count == 1 }
        try folder.write("- targets: [10.0.0.2:3000, 10.0.0.3:3000]\n", to: "targets/b.yaml")
        try await looking.targets { $0.count == 3 }
        try folder.write("- targets: {10.0.0.1:3000: ~}\n", to: "targets/a.yaml")
        let problem = try await looking.problem("targets must be a list of addresses")
        #expect(problem.location?.file.name == "\(folder.path)/targets/a.yaml")
        #expect(problem.location?.line == 1)
        try folder.write("- targets: [10.0.0.4:3000]\n", to: "targets/b.yaml")
        // The one that cannot be read says what it said before.
        let targets = try await looking.targets { $0.contains { $0.name == "10.0.0.4:3000" } }
        #expect(targets.map(\.name) == ["10.0.0.1:3000", "10.0.0.4:3000"])
        try Files.remove("\(folder.path)/targets/b.yaml")
        try await looking.targets { $0.map(\.name) == ["10.0.0.1:3000"] }
    }

    @Test func `that is not there yet is waited for`() async throws {
        let looking = try look("later-*.json")
        _ = try await looking.problem("no file is called later-*.json")
        try await looking.targets(\.isEmpty)
        try folder.write(#"[{"targets": ["10.0.0.1"]}]"#, to: "later-1.json")
        try await looking.targets { $0.map(\.url) == ["http://10.0.0.1:3000/mcp"] }
    }

    @Test(arguments: [
        ("{}", "1:1: a file of targets must be a list, not a mapping"),
        ("- targets: [1]\n", "1:13: a target must be HOST, HOST:PORT or a URL, not 1"),
        ("- targets: ['a:99999']\n", "1:13: a target must be HOST, HOST:PORT or a URL, not \"a:99999\""),
        ("- targets: ['http://u:p@a/mcp']\n", "1:13: a target must be HOST, HOST:PORT or a URL"),
        ("- labels: {a: 1}\n", "1:15: the label 'a' must be a text, not a number"),
        ("- target: [a]\n", "1:3: unknown key 'target'"),
        ("- 1\n", "1:3: a group of targets must be a mapping"),
    ])
    func `tells where it is wrong`(text: String, message: String) {
        let error = #expect(throws: InvalidInput.self) { try TargetFile(Array(text.utf8), name: "t.yaml") }
        let first = error?.diagnostics.first
        let place = first?.location.map { "\($0.line):\($0.column): " } ?? ""
        let said = place + (first?.message ?? "")
        #expect(said.hasPrefix(message), "\(said)")
    }

    @Test(arguments: [
        ("a.json", "*.json", true), ("a.json", "a*n", true), ("a.jso", "*.json", false), (".a", "*", false),
        (".a", ".*", true), ("ab", "a?", true), ("a", "a?", false), ("aXbXc", "a*X*c", true), ("", "*", true),
    ])
    func `is found by its name`(name: String, pattern: String, isFound: Bool) {
        #expect(FileReading.matches(name, pattern) == isFound)
    }
}

@Suite struct `A profile that changes` {
    @Test func `is read again, and one that is wrong changes nothing`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("targets: [http://10.0.0.1:3000/mcp]\n", to: "lines")
        let path = "\(folder.path)/lines"
        let plan = try TargetPlan.following(path) { [folder] in try Self.planned(folder) }
        let looking = Looking(plan.source)
        try await looking.targets { $0.count == 1 }
        try folder.write("targets: [http://10.0.0.1:3000/mcp, http://10.0.0.2:3000/mcp]\n", to: "lines")
        try await looking.targets { $0.count == 2 }
        try folder.write("targets: [mailto:me]\n", to: "lines")
        _ = try await looking.problem("must be a mapping or a URL, not \"mailto:me\"")
        #expect(try await looking.targets().count == 2)
        try folder.write("targets: [http://10.0.0.3:3000/mcp]\n", to: "lines")
        try await looking.targets { $0.map(\.name) == ["10.0.0.3:3000"] }
    }

    private static func planned(_ folder: TemporaryFolder) throws -> TargetPlan {
        try plan(folder.text(of: "lines") ?? "")
    }
}
