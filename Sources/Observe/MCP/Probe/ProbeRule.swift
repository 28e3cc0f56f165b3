/// One rule of the protocol that a server is held to.
protocol ProbeRule: Sendable {
    /// That of the public conformance suite where it has such a check, with the case behind a slash.
    static var id: String { get }
    /// What holds where the rule is kept, as a sentence without a full stop.
    static var title: String { get }
    static var level: ProbeLevel { get }
    /// The eras that have the rule.
    static var eras: Set<MCPEra> { get }
    static var reference: ProbeReference { get }
    /// Whether it is about HTTP rather than about messages.
    static var isAboutHTTP: Bool { get }
    /// Whether it may be looked at where the server wants credentials that nobody gave.
    static var isOpenToStrangers: Bool { get }

    /// The method of the opening that it looks at, whose question and answer are its evidence.
    static var subject: String? { get }

    /// Looks, asking what it must.
    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict
}

extension ProbeRule {
    static var level: ProbeLevel { .must }
    static var isAboutHTTP: Bool { true }
    static var isOpenToStrangers: Bool { false }
    static var subject: String? { nil }
}

/// How much the specification means it (RFC 2119).
package enum ProbeLevel: String, Sendable, CaseIterable {
    case must = "MUST"
    case should = "SHOULD"
}

/// Where a rule is written.
package struct ProbeReference: Sendable, Hashable {
    /// A date, or the name of a document.
    package var revision: String
    package var section: String

    init(_ revision: String, _ section: String) { (self.revision, self.section) = (revision, section) }
}

/// What a rule says of a server, and why.
enum ProbeVerdict: Sendable {
    case pass(String)
    case fail(String)
    /// Not against the letter, and worth knowing.
    case warn(String)
    /// It could not be looked at, or does not apply.
    case skip(String)
}
