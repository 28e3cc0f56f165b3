internal import Diagnostics
package import Values

/// The container image the server runs from.
package struct Image: Section {
    package static let summary = "The container image: where it is, and exactly which one."

    package var repository = ""
    package var tag: String?
    package var digest: String?
    package var pullSecrets: [String] = []

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(
            \.repository,
            "repository",
            .imageRepository,
            "Registry and name, without tag or digest.",
            required: true
        ),
        Field(\.tag, "tag", .imageTag, "The tag; the profile's version, with - for +, when left out."),
        Field(\.digest, "digest", .imageDigest, "The content digest: what makes a deploy repeatable."),
        Field(\.pullSecrets, "pullSecrets", "Names of Kubernetes Secrets the kubelet pulls the image with."),
    ]

    package static let shorthand: Shorthand<Self>? = Shorthand(
        form: "REPOSITORY[:TAG][@DIGEST]",
        schema: [
            "type": "string", "not": ["pattern": ":latest(@|$)"],
            "pattern": .string("^\(grammar)(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?$"),
        ],
        advice: { $0.string.map(advice) }
    ) { $0.string.flatMap(Image.init(reference:)) }

    /// A registry with an optional port, and a path, as an ECMAScript regular expression.
    static let grammar =
        "[a-zA-Z0-9]([a-zA-Z0-9._-]*[a-zA-Z0-9])?(:[0-9]+(?=/))?(/[a-z0-9]([a-z0-9._-]*[a-z0-9])?)*"

    /// What is wrong with a reference, part by part.
    private static func advice(on reference: String) -> String {
        let name = reference.prefix { $0 != "@" }
        if name.contains("://") { return "leave out https://" }
        if name.contains(where: \.isUppercase) {
            return "repositories are lowercase: \(shortened(name.lowercased()))"
        }
        return reference.contains("@")
            ? "what follows the @ is \(TextRule.imageDigest.expectation)"
            : "such as ghcr.io/acme/server:1.4.0"
    }

    /// Reads `registry:5000/team/name:tag@sha256:…`.
    package init?(reference: String) {
        let parts = reference.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init
        )
        var name = parts[0]
        if parts.count == 2 {
            guard TextRule.imageDigest.accepts(parts[1]) else { return nil }
            digest = parts[1]
        }
        // A colon before the last slash belongs to the registry's port.
        if let colon = name.lastIndex(of: ":"), !name[colon...].contains("/") {
            let tag = String(name[name.index(after: colon)...])
            guard TextRule.imageTag.accepts(tag) else { return nil }
            self.tag = tag
            name = String(name[..<colon])
        }
        guard TextRule.imageRepository.accepts(name) else { return nil }
        repository = name
    }

    package func check(_ source: Value, _ decoding: inout Decoding) {
        guard tag == "latest" else { return }
        decoding.error(
            "\(decoding.subject) must not be tagged 'latest': nobody can tell what runs, or roll back",
            at: source["tag"]?.location ?? source.location,
            hint: "name a version, and the digest with it"
        )
    }
}

extension TextRule {
    /// The distribution specification's repository grammar, with an optional registry.
    static let imageRepository = TextRule(
        expectation: "an image repository such as ghcr.io/acme/server (lowercase, no tag)",
        pattern: "^\(Image.grammar)$",
        maximumLength: 255
    ) { text in
        var parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard let first = parts.first else { return false }
        if parts.count > 1, first.contains(".") || first.contains(":") || first == "localhost" {
            parts.removeFirst()
            let host = first.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard
                String(host[0]).lowercased().split(separator: ".", omittingEmptySubsequences: false)
                    .allSatisfy({ String($0).isDNSLabel }),
                host.count == 1 || Int(host[1]).map({ 1...65535 ~= $0 }) == true
            else { return false }
        }
        return !parts.isEmpty && parts.allSatisfy(isRepositoryPart)
    }

    private static func isRepositoryPart(_ part: Substring) -> Bool {
        guard let first = part.utf8.first, let last = part.utf8.last else { return false }
        return [first, last].allSatisfy { $0.isASCIIDigit || $0.isASCIILowercase }
            && part.utf8.allSatisfy { $0.isASCIIDigit || $0.isASCIILowercase || "._-".utf8.contains($0) }
    }

    static let imageTag = TextRule(
        expectation: "an image tag (letters, digits, '_', '.', '-'; at most 128)",
        pattern: "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$",
        maximumLength: 128
    ) { text in
        text.utf8.first.map { $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "_") } == true
            && text.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || "_.-".utf8.contains($0) }
    }

    static let imageDigest = TextRule(
        expectation: "a digest: sha256: and 64 hexadecimal digits",
        pattern: "^sha256:[0-9a-f]{64}$"
    ) { text in
        text.hasPrefix("sha256:") && text.utf8.count == 71
            && text.utf8.dropFirst(7).allSatisfy {
                $0.isASCIIDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            }
    }
}
