import TestSupport
import Testing

@testable import Arguments

@Suite struct `Manual pages` {
    @Test func `stand for the tool and every visible verb`() {
        #expect(
            sample.manualPages.map(\.name) == [
                "mytool", "mytool-render", "mytool-render-k8s", "mytool-breakers", "mytool-breakers-list",
                "mytool-breakers-reset", "mytool-query", "mytool-help", "mytool-completion", "mytool-man",
            ]
        )
    }

    @Test(arguments: ["", "render k8s", "breakers"]) func `match their snapshots`(line: String) async throws {
        let outcome = await run("man \(line)")
        let name = (["man"] + line.split(separator: " ").map(String.init)).joined(separator: "-")
        try expectSnapshot(outcome.output, named: name)
    }

    @Test func `can be named as their files are`() async {
        let (words, name) = (await run("man render k8s"), await run("man mytool-render-k8s"))
        #expect(words == name)
    }

    @Test(.enabled(if: isInstalled("mandoc")), arguments: sample.manualPages.map(\.name))
    func `have nothing mandoc would warn of`(name: String) throws {
        try check(name, with: "mandoc -T lint -W warning")
    }

    @Test(.enabled(if: isInstalled("groff")), arguments: sample.manualPages.map(\.name))
    func `have nothing groff would warn of`(name: String) throws {
        try check(name, with: "groff -mdoc -ww -z -Tutf8")
    }

    @Test(.enabled(if: isInstalled("mandoc"))) func `show odd characters as they are`() throws {
        let page = try withTemporaryFolder { folder in
            try write(Route(["render", "k8s"], in: sample).manual(of: sample) + "\n", to: "\(folder)/page.1")
            return output(of: "mandoc -T utf8 '\(folder)/page.1' | col -b")
        }
        #expect(page.contains(#".A line that begins with a dot, 'quotes', a back\slash, and a--dash."#))
        #expect(page.contains("mytool.yaml -> *.yaml"))
    }

    @Test func `an odd line is never a request`() {
        #expect(ManualText.line(".Sh X") == #"\&.Sh X"#)
        #expect(ManualText.line("'x \\ \"y\" ü\t\u{1B}") == #"\&'x \e \(dqy\(dq \[u00FC]"#)
        #expect(ManualText.argument("Op --x") == #"\&Op \&\-\-x"#)
    }

    private func check(_ name: String, with linter: String) throws {
        let page = try #require(sample.manualPages.first { $0.name == name })
        let complaints = try withTemporaryFolder { folder in
            try write(page.text + "\n", to: "\(folder)/page.1")
            return output(of: "\(linter) '\(folder)/page.1' 2>&1")
        }
        #expect(complaints.isEmpty)
    }
}
