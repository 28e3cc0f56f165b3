import Testing

@testable import Arguments

@Suite struct `Completion offers` {
    /// A line whose last word is being typed, and the words that are offered for it.
    @Test(arguments: [
        ("", "render breakers query help completion man"),
        ("bre", "breakers"),
        ("breaker ", "list reset"),
        ("breakers re", "reset"),
        ("sec", ""),
        ("-", "--output --color --quiet --help --version"),
        ("--c", "--color"),
        ("--color ", "auto always never"),
        ("--color=a", "--color=auto --color=always"),
        ("--color never bre", "breakers"),
        ("-o json render ", "k8s"),
        ("render -o ", "table wide json yaml"),
        ("render --env pr", "prod"),
        ("render k8s --out", "--output"),
        ("render k8s --output j", "json"),
        ("render k8s --output=", "--output=table --output=wide --output=json --output=yaml"),
        ("render k8s -o ", "table wide json yaml"),
        ("render k8s -o", "-o"),
        ("render k8s -oj", "-ojson"),
        ("render k8s -noy", "-noyaml"),
        ("render k8s -o json --o", ""),
        ("-o json render k8s --o", ""),
        ("render k8s -l a=b --la", "--label"),
        ("render k8s --diff --ch", ""),
        ("render k8s --check --di", ""),
        ("render k8s --tr", ""),
        ("render k8s --no", "--no-wait"),
        ("render k8s --wait --no", ""),
        ("render k8s --env s", "staging"),
        ("render k8s --timeout ", ""),
        ("render k8s --timeout=5", ""),
        ("render k8s --diff=", ""),
        ("breakers list ", "--output --color --quiet --help"),
        ("breakers list -- ", ""),
        ("breakers list -- -", ""),
        ("breakers reset -- --c", ""),
        ("nonsense ", "render breakers query help completion man"),
        ("completion ", "bash zsh fish"),
        ("help ", "render breakers query help completion man output exit-codes environment"),
        ("help render ", "k8s"),
        ("help output ", ""),
        ("help --", ""),
        ("man breakers r", "reset"),
        ("render help ", "k8s"),
    ])
    func `words`(line: String, expected: String) {
        guard case .words(let candidates) = offer(for: line) else {
            Issue.record("not words")
            return
        }
        #expect(candidates.map(\.word) == expected.split(separator: " ").map(String.init))
    }

    @Test(arguments: [
        ("render k8s -p ", Offer.files(prefix: "", value: "", extensions: ["yaml"])),
        ("render k8s --profile=./m", .files(prefix: "--profile=", value: "./m", extensions: ["yaml"])),
        ("render k8s -npx", .files(prefix: "-np", value: "x", extensions: ["yaml"])),
        ("render k8s ", .folders(prefix: "", value: "")),
        ("render k8s -- -", .folders(prefix: "", value: "-")),
        ("render k8s out ", .files(prefix: "", value: "", extensions: ["yaml", "yml"])),
        ("render k8s out a.yaml b", .files(prefix: "", value: "b", extensions: ["yaml", "yml"])),
    ])
    func `paths`(line: String, expected: Offer) { #expect(offer(for: line) == expected) }

    @Test(arguments: [
        ("render k8s --env a", "none"), ("render k8s -p x.yaml --env a", "x.yaml"),
        ("--profile=y render k8s --env a", "y"),
    ])
    func `values that depend on what is typed`(line: String, profile: String) {
        #expect(offer(for: line) == .words([Candidate("a b", "of \(profile)")]))
    }

    @Test func `values that depend on the environment`() {
        let offer = Completer(
            ["render", "k8s", "--env", "a"],
            in: sample,
            environment: ["MYTOOL_PROFILE": "z"]
        ).offer()
        #expect(offer == .words([Candidate("a b", "of z")]))
    }

    @Test func `help beside the words`() async {
        let outcome = await run(["__complete", "fish", "--", "render", "k8s", "--output", "j"])
        #expect(outcome == Outcome(status: .success, output: "words\njson\tone document\n"))
    }

    @Test(arguments: [
        ("plain", "plain"), (#"a\ b"#, "a b"), (#"'a b"#, "a b"), (#""a \"b"#, #"a "b"#),
        (#"'a'"b"c"#, "abc"),
        (#""a\b"#, #"a\b"#), ("", ""), (#"a\"#, "a"),
    ])
    func `what quotes stand for`(raw: String, word: String) { #expect(raw.unquoted() == word) }

    private func offer(for line: String) -> Offer {
        let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        return Completer(words, in: sample, environment: [:]).offer()
    }
}
