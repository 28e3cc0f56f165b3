package import Values

/// An existing program that serves a stdio server over streamable HTTP.
package struct Bridge: Section {
    package static let summary = "An existing program that serves a stdio server over streamable HTTP."

    package var name = ""
    package var package: String?
    package var command: [String] = []
    package var stateless: [String] = []
    package var healthPath: String?
    package var sharesProcess = false

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(
            \.name,
            "name",
            .nonEmpty,
            "The bridge's package name: it must be in the image.",
            required: true
        ),
        Field(
            \.package,
            "package",
            .pinnedPackage,
            "What a rendered image installs for it, with its exact version; left out where the project's lock file has it."
        ),
        Field(
            \.command,
            "command",
            "How it starts; {port} and {path} are the endpoint's, {command...} the server's words, {command} one text, "
                + "{stateless...} the words of 'stateless'.",
            required: true
        ),
        Field(
            \.stateless,
            "stateless",
            "What it is told when server.sessions is none, so that any replica may answer."
        ),
        Field(\.healthPath, "healthPath", .urlPath, "Where the bridge itself says that it lives."),
        Field(\.sharesProcess, "sharesProcess", "Whether all clients talk to one server process."),
    ]

    package func check(_ source: Value, _ decoding: inout Decoding) {
        if !stateless.isEmpty, !command.contains("{stateless...}") {
            decoding.error(
                "\(decoding.subject).stateless would be ignored: the command has no place for it",
                at: source["stateless"]?.location,
                hint: "put {stateless...} among the bridge's options"
            )
        }
        guard !command.contains(where: { $0.contains("{command}") || $0 == "{command...}" }) else { return }
        decoding.error(
            "\(decoding.subject).command never starts the server",
            at: source["command"]?.location,
            hint: "put {command...} where the server's own command belongs"
        )
    }
}

extension TextRule {
    /// A package of npm (`mcp-proxy@6.4.0`) or PyPI (`mcp-proxy==0.13.0`) that no later release replaces.
    static let pinnedPackage = TextRule(
        expectation:
            "a package with its exact version, such as mcp-proxy@6.4.0 (npm) or mcp-proxy==0.13.0 (PyPI)",
        pattern:
            "^(@?[a-z0-9][a-z0-9._/-]*@|[A-Za-z0-9][A-Za-z0-9._-]*(\\[[a-z0-9,_-]+\\])?==)[0-9][A-Za-z0-9.+-]*$",
        hint: "what is pinned today is the same tomorrow"
    ) { text in
        guard let mark = text.lastRange(of: "==") ?? text.lastRange(of: "@") else { return false }
        let (name, version) = (text[..<mark.lowerBound], text[mark.upperBound...])
        return !name.isEmpty && version.utf8.first?.isASCIIDigit == true
            && name.utf8.allSatisfy {
                $0.isASCIILetter || $0.isASCIIDigit || "@._/-[],".utf8.contains($0)
            }
            && version.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || ".+-".utf8.contains($0) }
    }
}

extension String {
    fileprivate func lastRange(of part: String) -> Range<Index>? { ranges(of: part).last }
}
