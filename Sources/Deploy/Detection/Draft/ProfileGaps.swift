internal import Diagnostics
internal import Profile
internal import Values

/// Makes a whole profile of facts: what every profile needs and nothing told is guessed, and said to be a guess.
struct ProfileGaps {
    private(set) var facts: [Fact]
    private(set) var diagnostics: [Diagnostic] = []
    /// What is said above a section.
    private(set) var remarks: [String: [String]] = [:]
    private let detected: DetectedProfile
    private let folder: ProjectFolder
    private let choices: DraftChoices
    private let preset: PresetChoice

    init(
        _ detected: DetectedProfile,
        in folder: ProjectFolder,
        choices: DraftChoices,
        preset: PresetChoice
    ) {
        facts = detected.facts
        self.detected = detected
        self.folder = folder
        self.choices = choices
        self.preset = preset
    }

    mutating func fill() {
        facts.insert(made(["apiVersion"], .string(Profile.apiVersion), .asked, ""), at: 0)
        let name = fillName()
        fillPreset()
        let version = fillVersion()
        fillImage(name, version)
        settleCommand()
        if preset.name == "custom" { fillEndpoint() }
        fillSecrets(name)
        remarkOnVariables()
    }

    private func made(_ path: [String], _ value: Value, _ strength: Fact.Strength, _ source: String) -> Fact {
        Fact(path: path, value: value, strength: strength, source: source, location: nil, remark: nil)
    }

    private func best(_ path: [String]) -> Fact? {
        FactSelection.chosen(from: facts.filter { $0.path == path }, in: folder).first
    }

    private mutating func guess(_ path: [String], _ value: Value, _ what: String, hint: String) {
        let text = value.text ?? ""
        facts.append(made(path, value, .guess, "nothing told \(what); this is a guess"))
        diagnostics.append(
            .warning(
                "nothing told \(what): \(path.joined(separator: ".")) is a guess, '\(text)'",
                hint: hint
            )
        )
    }

    // MARK: Name, preset, version, image

    private mutating func fillName() -> String {
        if let asked = choices.name { facts.append(made(["name"], .string(asked), .asked, "from --name")) }
        for index in facts.indices where facts[index].path == ["name"] && facts[index].strength < .asked {
            let text = facts[index].value.string ?? ""
            guard let name = ServerName.fitting(text) else {
                facts[index].path = []
                continue
            }
            if name != text { facts[index].remark = "'\(shortened(text))' there" }
            facts[index].value = .string(name)
        }
        facts.removeAll { $0.path.isEmpty }
        if let name = best(["name"])?.value.string { return name }
        let name = ServerName.fitting(folder.name) ?? "server"
        guess(["name"], .string(name), "the server's name", hint: "--name NAME, or change it in the file")
        return name
    }

    private mutating func fillPreset() {
        let reasons = preset.reasons.prefix(3).map { vote in
            vote.reason + (vote.location.map { " (\(folder.place($0)))" } ?? "")
        }
        var words = reasons.joined(separator: ", ")
        if choices.preset != nil { words = "from --preset" }
        if words.isEmpty { words = "nothing told which system it is built with" }
        facts.append(made(["preset"], .string(preset.name), .asked, words))
    }

    private mutating func fillVersion() -> String {
        for fact in facts where fact.path == ["image"] {
            guard let text = fact.value.string, let tag = Image(reference: text)?.tag, tag != "latest" else {
                continue
            }
            var version = fact
            version.path = ["version"]
            version.value = .string(tag)
            version.source += ", the image's tag"
            facts.append(version)
        }
        facts.removeAll {
            $0.path == ["version"] && TextRule.version.problem(with: $0.value.string ?? "") != nil
        }
        if let version = best(["version"])?.value.string { return version }
        guess(
            ["version"],
            "0.1.0",
            "the version",
            hint: "write the version that is deployed: it is the image's tag too"
        )
        return "0.1.0"
    }

    private mutating func fillImage(_ name: String, _ version: String) {
        if let asked = choices.image { facts.append(made(["image"], .string(asked), .asked, "from --image")) }
        for index in facts.indices where facts[index].path == ["image"] && facts[index].strength < .asked {
            guard var image = facts[index].value.string.flatMap(Image.init(reference:)) else {
                diagnostics.append(
                    .warning(
                        "not carried over: what \(facts[index].source) names is no image",
                        at: facts[index].location,
                        hint: "--image REPOSITORY:TAG"
                    )
                )
                facts[index].path = []
                continue
            }
            if image.tag == nil && image.digest == nil || image.tag == "latest" {
                diagnostics.append(
                    .warning(
                        image.tag == nil
                            ? "the image has no tag, which means 'latest': nobody can tell what runs"
                            : "the image is tagged 'latest': nobody can tell what runs, or roll back",
                        at: facts[index].location,
                        hint: "the profile says \(version): push the image under that tag, and add its digest"
                    )
                )
                facts[index].remark = "\(image.tag ?? "no tag") there: the version stands in its place"
                image.tag = version.replacing("+", with: "-")
            }
            let digest = image.digest.map { "@\($0)" } ?? ""
            facts[index].value = .string("\(image.repository)\(image.tag.map { ":\($0)" } ?? "")\(digest)")
        }
        facts.removeAll { $0.path.isEmpty }
        if best(["image"]) == nil {
            let tag = version.replacing("+", with: "-")
            guess(
                ["image"],
                .string("registry.example.com/mcp/\(name):\(tag)"),
                "which image",
                hint: "--image REPOSITORY:TAG, or change it in the file"
            )
        }
        guard facts.contains(where: { $0.path.first == "image" && $0.path.count > 1 }),
            let whole = best(["image"]), let image = whole.value.string.flatMap(Image.init(reference:))
        else { return }
        // The short form has no place for anything else.
        facts.removeAll { $0.path == ["image"] }
        let parts = [("repository", image.repository), ("tag", image.tag), ("digest", image.digest)]
        for (key, value) in parts {
            guard let value else { continue }
            var fact = whole
            fact.path = ["image", key]
            fact.value = .string(value)
            facts.append(fact)
        }
    }

    // MARK: How it starts and is reached

    /// Takes commands that only stand for others, or cannot work in an image, for what they stand for.
    private mutating func settleCommand() {
        for index in facts.indices where facts[index].path == ["runtime", "command"] {
            let words = facts[index].value.texts
            let settled = StartCommand(words, scripts: detected.scripts, preset: preset.name).settled
            if let warning = settled.warning {
                diagnostics.append(.warning(warning, at: facts[index].location, hint: settled.hint))
            }
            guard let command = settled.words else {
                facts[index].path = []
                continue
            }
            if command != words { facts[index].remark = "'\(words.joined(separator: " "))' there" }
            facts[index].value = .texts(command)
        }
        facts.removeAll { $0.path.isEmpty }
    }

    /// Transport and port, of which the custom preset knows nothing; a bridge where the server speaks stdio only.
    private mutating func fillEndpoint() {
        if best(["server", "transport"]) == nil {
            guess(
                ["server", "transport"],
                "streamable-http",
                "the transport",
                hint: "server.transport: stdio needs a bridge, see 'mcpctl profile schema'"
            )
        }
        let isStdio = best(["server", "transport"])?.value.string == "stdio"
        let language = best(["runtime", "language"])?.value.string
        if best(["server", "port"]) == nil {
            let isPython = language == "python"
            if isStdio {
                facts.append(
                    made(["server", "port"], 8000, .guess, "the bridge's own: any free port will do")
                )
            } else if let port = best(["health", "port"]) {
                var fact = port
                fact.path = ["server", "port"]
                fact.remark = "no other port is named"
                facts.append(fact)
            } else {
                guess(
                    ["server", "port"],
                    .int(isPython ? 8000 : 3000),
                    "the port",
                    hint: "write the port that the server listens on"
                )
            }
        }
        guard isStdio, !facts.contains(where: { $0.path.starts(with: ["server", "bridge"]) }) else { return }
        let bridge = StandardBridge.of(language)
        let source = "it speaks stdio only, and clients come over HTTP: \(bridge.name) must be in the image"
        facts.append(made(["server", "bridge", "name"], .string(bridge.name), .guess, source))
        facts.append(made(["server", "bridge", "command"], .texts(bridge.command), .guess, ""))
        diagnostics.append(
            .warning(
                "the server speaks stdio only: a bridge is written that the image must have",
                hint: bridge.hint
            )
        )
    }

    // MARK: Secrets and variables

    private mutating func fillSecrets(_ name: String) {
        let secret = detected.wholeSecret ?? "\(name)-secrets"
        var guessed: [String] = []
        for named in detected.secretNames
        where !facts.contains(where: { $0.path.starts(with: ["secrets", named.name]) }) {
            let key =
                detected.wholeSecret == nil
                ? named.name.lowercased().replacing("_", with: "-") : named.name
            var fact = made(["secrets", named.name], .string("\(secret)/\(key)"), .declared, named.source)
            fact.location = named.location
            facts.append(fact)
            guessed.append(key)
        }
        collapseReferences()
        let names = Set(facts.filter { $0.path.first == "secrets" && $0.path.count > 1 }.map { $0.path[1] })
        // One name has one value.
        facts.removeAll { $0.path.count == 2 && $0.path[0] == "env" && names.contains($0.path[1]) }
        guard !names.isEmpty else { return }
        var words = ["References, never values: SECRET/KEY is a key of a Kubernetes Secret."]
        if !guessed.isEmpty, detected.wholeSecret == nil {
            words.append(
                "Where the Secret is was not told. To make it: kubectl create secret generic \(secret) "
                    + guessed.map { "--from-file=\($0)=FILE" }.joined(separator: " ")
            )
            diagnostics.append(
                .warning(
                    "nothing told where \(guessed.count == 1 ? "a secret is" : "\(guessed.count) secrets are") kept: "
                        + "\(secret)/\(guessed.joined(separator: ", \(secret)/")) \(guessed.count == 1 ? "is a guess" : "are guesses")",
                    hint:
                        "make the Secret under that name, or name your own, a secret manager (external) or an ARN (aws)"
                )
            )
        }
        remarks["secrets"] = words
    }

    /// Where a Secret's key is all that is known, the short form says it.
    private mutating func collapseReferences() {
        for index in facts.indices {
            let path = facts[index].path
            guard path.count == 3, path[0] == "secrets", path[2] == "kubernetes",
                let secret = facts[index].value["name"]?.string, let key = facts[index].value["key"]?.string,
                !facts.contains(where: {
                    $0.path.count == 3 && $0.path[1] == path[1] && $0.path[0] == "secrets"
                        && $0.path[2] != "kubernetes"
                })
            else { continue }
            facts[index].path = ["secrets", path[1]]
            facts[index].value = .string("\(secret)/\(key)")
        }
    }

    private mutating func remarkOnVariables() {
        let names = detected.variableNames.filter { named in
            !facts.contains {
                $0.path.count >= 2 && ["env", "secrets"].contains($0.path[0]) && $0.path[1] == named.name
            }
        }
        guard let first = names.first else { return }
        let words =
            "Named without a value (\(folder.place(first.location)) and on): "
            + names.map(\.name).joined(separator: ", ")
            + ". Write under env what differs from the server's own defaults."
        let hasVariables = facts.contains { $0.path.first == "env" }
        remarks[hasVariables ? "env" : "name", default: []].append(words)
    }
}

/// A name that a server can have.
enum ServerName {
    /// The name as lowercase letters, digits and '-', 40 at most; `nil` when nothing is left of it.
    static func fitting(_ text: String) -> String? {
        // The scope of an npm package names its owner.
        let own = text.hasPrefix("@") ? text.split(separator: "/").dropFirst().joined(separator: "-") : text
        var name = ""
        for character in own.lowercased() {
            let isPlain = character.isASCII && (character.isLetter || character.isNumber)
            if isPlain { name.append(character) } else if !name.isEmpty, name.last != "-" { name.append("-") }
        }
        name = String(name.drop { !$0.isLetter }.prefix(40))
        while name.last == "-" { name.removeLast() }
        return TextRule.dnsLabel.problem(with: name) == nil ? name : nil
    }
}
