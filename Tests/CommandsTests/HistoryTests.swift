import Foundation
import TestSupport
import Testing

private let text = """
    # TYPE calls counter
    calls_total{tool="echo"} 1 1700000000
    calls_total{tool="echo"} 2 1700000015.5
    calls_total{tool="a\\"b\\nc"} 5 1700000000
    load NaN 1700000000
    # EOF

    """

@Suite struct `The local history` {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(text, to: "history.om")
        try folder.write("a 1 1700000000000\nb{x=\"1\"} 2\n", to: "metrics.txt")
    }

    private func history(_ words: String..., input: String = "") throws -> ToolRun {
        try ToolRun(["history"] + words + ["--store", "kept"], in: folder, input: input)
    }

    private static let runs: [(String, [[String]])] = [
        ("history-help", [["--help"], ["info", "--help"], ["export", "--help"], ["import", "--help"]]),
        ("history-none", [["info"], ["export"]]),
        (
            "history-import",
            [
                ["import", "history.om"], ["import", "history.om"], ["info"], ["info", "-o", "json"],
                ["export", "calls_total"], ["export", "--from", "1700000001"], ["export", "nothing"],
                ["export", "rate(calls_total[5m])"], ["export", "calls_total["],
            ]
        ),
        (
            "history-times",
            [
                ["import", "metrics.txt"], ["info"], ["import", "metrics.txt", "--at", "1700000000", "-n"],
                ["import", "metrics.txt", "--at", "1700000000"], ["export"],
                ["import", "metrics.txt", "--at", "1600000000"], ["import", "none.txt"], ["import"],
            ]
        ),
    ]

    @Test(arguments: runs)
    func `tells what it holds, takes in and gives out`(_ name: String, _ runs: [[String]]) throws {
        let transcripts = try runs.map { words in
            let isHelp = words.contains("--help")
            return try ToolRun(["history"] + words + (isHelp ? [] : ["--store", "kept"]), in: folder)
                .transcript
        }
        try expectSnapshot(transcripts.joined(), named: name)
    }

    @Test func `gives out what it took in, and is asked by query`() throws {
        #expect(try history("import", "-", input: text).status == 0)
        let export = try history("export").output
        let other = try ToolRun(["history", "import", "-", "--store", "other"], in: folder, input: export)
        #expect(other.output == "took 4 samples of 3 series into other\n")
        #expect(try ToolRun(["history", "export", "--store", "other"], in: folder).output == export)
        let query = ["query", "calls_total", "--store", "kept", "--at", "1700000015.5", "-o", "csv"]
        let answer = try ToolRun(query, in: folder)
        #expect(answer.output.contains("calls_total,echo,1700000015.5,2\r\n"), "\(answer.transcript)")
        #expect(
            answer.output.contains("calls_total,\"a\"\"b\nc\",1700000015.5,5\r\n"),
            "\(answer.transcript)"
        )
        let state = try ToolRun(
            ["history", "import", "history.om"],
            in: folder,
            environment: ["XDG_STATE_HOME": folder.path]
        )
        #expect(state.output.contains("\(folder.path)/mcpctl/history"), "\(state.transcript)")
    }

    @Test func `is taken by one writer at a time, and read beside it`() throws {
        #expect(try history("import", "history.om").status == 0)
        try folder.write(
            """
            import fcntl, sys, time
            file = open(sys.argv[1], "w")
            fcntl.flock(file, fcntl.LOCK_EX)
            print("locked", flush=True)
            time.sleep(600)
            """,
            to: "hold.py"
        )
        let holder = try PythonServer("\(folder.path)/hold.py", "\(folder.path)/kept/lock")
        #expect(holder.place == "locked")
        let second = try history("import", "history.om")
        #expect(second.status != 0)
        #expect(second.errors.contains("is in use"), "\(second.transcript)")
        #expect(try history("info").output.contains("samples   4\n"))
    }

    @Test func `says what a writer that was ended left behind, and goes on`() throws {
        #expect(try history("import", "history.om").status == 0)
        let segment = try #require(folder.paths.first { $0.hasSuffix(".samples") })
        try folder.append([0x07, 0x00, 0x00], to: segment)
        let torn = try history("info")
        #expect(torn.status == 0)
        #expect(torn.errors.contains("the 3 bytes from"), "\(torn.transcript)")
        #expect(torn.output.contains("samples   4\n"))
        try folder.write("later 1 1800000000\n# EOF\n", to: "later.om")
        let again = try history("import", "later.om")
        #expect(again.errors.contains("cut off"), "\(again.transcript)")
        let whole = try history("info")
        #expect(whole.errors.isEmpty, "\(whole.transcript)")
        #expect(whole.output.contains("samples   5\n"))
    }
}

extension TemporaryFolder {
    /// Adds bytes to the end of a file.
    fileprivate func append(_ bytes: [UInt8], to name: String) throws {
        let file = try #require(FileHandle(forWritingAtPath: "\(path)/\(name)"))
        try file.seekToEnd()
        try file.write(contentsOf: bytes)
        try file.close()
    }
}
