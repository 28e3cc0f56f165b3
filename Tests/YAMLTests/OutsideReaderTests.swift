import Foundation
import Testing
import Values
import YAML

@Suite struct `Other tools agree` {
    /// Compares YAML with JSON, types and order of keys included, and prints what differs.
    private static let comparison = """
        import json, sys, yaml

        def same(a, b):
            if isinstance(a, dict):
                return isinstance(b, dict) and list(a) == list(b) and all(same(a[k], b[k]) for k in a)
            if isinstance(a, list):
                return isinstance(b, list) and len(a) == len(b) and all(map(same, a, b))
            if isinstance(a, bool) or isinstance(b, bool) or a is None or b is None or isinstance(a, str):
                return type(a) is type(b) and a == b
            return isinstance(b, (int, float)) and a == b

        for text, expected in json.load(sys.stdin):
            try:
                found = yaml.safe_load(text)
                if not same(found, json.loads(expected)):
                    print(repr(text), "read as", repr(found), "instead of", expected)
            except Exception as error:
                print(repr(text), "cannot be read:", error)
        """

    @Test(.enabled(if: Tool.runs(["python3", "-c", "import yaml, json"])))
    func `PyYAML reads the same trees`() throws {
        var values = NastyValues(seed: 11)
        var trees = NastyValues.texts.map {
            Value.object(Object([($0, .string($0)), ("list", [.string($0)])]))
        }
        trees += NastyValues.texts.map { .string($0) }
        trees += NastyValues.numbers.compactMap { Number(json: $0) }.map { [.number($0)] }
        for _ in 0..<600 { trees.append(values.tree(depth: 4, finite: true)) }
        let pairs = Value.array(trees.map { [.string($0.yaml()), .string($0.json(.compact))] })
        let complaints = try Tool.output(of: ["python3", "-c", Self.comparison], input: pairs.json(.compact))
        #expect(complaints.isEmpty)
    }

    @Test(.enabled(if: Tool.runs(["yamllint", "--version"])), arguments: [true, false])
    func `yamllint has nothing to say`(_ limitsLines: Bool) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "mcpctl-yamllint-\(limitsLines)")
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var values = NastyValues(seed: 12)
        var trees: [Value] = []
        if limitsLines {
            trees = NastyValues.texts.filter { $0.utf8.count < 60 }.map {
                .object(
                    Object([($0, .string($0)), ("list", [.string($0), [.string($0)], ["k": .string($0)]])])
                )
            }
        } else {
            for _ in 0..<300 { trees.append(values.tree(depth: 4)) }
        }
        for (number, tree) in trees.enumerated() {
            try tree.yaml().write(
                to: folder.appending(path: "\(number).yaml"),
                atomically: false,
                encoding: .utf8
            )
        }
        let lines = limitsLines ? "{max: 160}" : "disable"
        let rules = "{extends: default, rules: {line-length: \(lines)}}"
        let complaints = try Tool.output(of: ["yamllint", "-f", "parsable", "-d", rules, folder.path])
        #expect(complaints.isEmpty)
    }
}

/// A program of the machine, when it is there.
private enum Tool {
    static func runs(_ command: [String]) -> Bool { (try? run(command))?.status == 0 }

    /// What the program wrote, complaints about itself included.
    static func output(of command: [String], input: String = "") throws -> String {
        try run(command, input: input).output
    }

    private static func run(_ command: [String], input: String = "") throws -> (status: Int32, output: String)
    {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        let standardInput = Pipe()
        let standardOutput = Pipe()
        process.standardInput = standardInput
        process.standardOutput = standardOutput
        process.standardError = standardOutput
        try process.run()
        try standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try standardInput.fileHandleForWriting.close()
        let output = try standardOutput.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
