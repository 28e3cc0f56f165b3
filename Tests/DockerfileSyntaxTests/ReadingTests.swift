import Diagnostics
import DockerfileSyntax
import Testing

@Suite struct `A Dockerfile` {
    private func read(_ text: String) -> DockerfileText {
        DockerfileText.read(SourceFile(name: "Dockerfile", text: text)).dockerfile
    }

    @Test(arguments: [
        ("FROM a\nRUN x \\\n  y\n", "RUN", "x   y"),
        ("FROM a\nRUN x \\\n# comment\n\n  && y", "RUN", "x   && y"),
        ("# escape=`\nFROM a\nRUN x `\n y", "RUN", "x  y"), ("FROM a\nrun x", "RUN", "x"),
        ("FROM a\nRUN <<EOF\nx\nEOF\nUSER b", "USER", "b"),
        ("FROM a\nRUN <<-\"END\"\n\tx\n\tEND\nUSER b", "USER", "b"),
        ("FROM a\nCOPY --from=b --chown=1:1 x y", "COPY", "x y"), ("FROM a\r\nUSER b\r\n", "USER", "b"),
        ("FROM a\nHEALTHCHECK --interval=5s CMD x", "HEALTHCHECK", "CMD x"),
    ])
    func `is read as the reference says`(text: String, keyword: String, rest: String) throws {
        let instruction = try #require(read(text).stages.last?.last(keyword))
        #expect(instruction.text == rest)
    }

    @Test(arguments: [
        ("CMD [\"node\", \"a b\"]", ["node", "a b"]), ("CMD node 'a b' \"c\\\"d\"", ["node", "a b", "c\"d"]),
        ("CMD [node]", ["[node]"]), ("ENTRYPOINT []", []),
    ])
    func `tells words in exec form and in shell form`(line: String, words: [String]) throws {
        #expect(try #require(read("FROM a\n\(line)").instructions.last).words == words)
    }

    @Test func `fills in arguments and variables`() {
        let file = read(
            "ARG V=20\nARG W\nFROM node:${V:-18}-x AS Base\nARG V\nENV A=1 B=\"$A 2\"\nENV C old form\nFROM base"
        )
        #expect(file.stages.map(\.base) == ["node:20-x", "base"])
        #expect(file.stages[0].variables == ["V": "20", "A": "1", "B": "1 2", "C": "old form"])
        #expect(file.finalStages.map(\.base) == ["base", "node:20-x"])
        #expect(DockerfileText.filled("${A:+yes}${B:+no}$C.$", with: ["A": "x", "C": "c"]) == "yesc.$")
    }

    @Test func `cannot be made to grow without bounds, or to build upon itself`() {
        let doubling =
            "FROM a AS a\n" + (0..<200).map { "ENV A\($0 + 1)=$A\($0)$A\($0)x" }.joined(separator: "\n")
            + "\nFROM a AS a"
        let file = read(doubling)
        #expect(file.finalStages.count == 2)
        #expect(file.stages[0].variables.values.allSatisfy { $0.utf8.count < 1 << 18 })
    }

    @Test func `with an unknown instruction is read on`() {
        let (file, problems) = DockerfileText.read(
            SourceFile(name: "Dockerfile", text: "FROM a\nRNU x\nUSER b")
        )
        #expect(problems.map(\.message) == ["'RNU' is no Dockerfile instruction"])
        #expect(problems.first?.hint == "did you mean RUN?")
        #expect(file.stages.first?.last("USER")?.location.line == 3)
    }
}
