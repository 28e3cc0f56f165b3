package import Diagnostics
internal import Values
internal import YAML

/// What becomes of one object when what was rendered is applied to what runs.
package struct LiveChange: Sendable {
    package enum Kind: Sendable {
        case create, update, same, remove
        /// It could not be looked at; nothing is known of it.
        case unknown(LiveProblem)
    }

    /// As users call it: `Deployment weather/weather`.
    package let object: String
    package let kind: Kind
    /// What runs, and what would: YAML without secrets; `nil` where there is nothing.
    package let before: String?
    package let after: String?

    init(_ object: String, _ kind: Kind, before: String? = nil, after: String? = nil) {
        self.object = object
        self.kind = kind
        self.before = before
        self.after = after
    }

    /// Compares two trees that mean the same on both sides, and hides what is secret in them.
    init(_ object: String, before: Value?, after: Value?) {
        let (shownBefore, shownAfter) = HiddenSecrets.pair(before, after)
        let kind: Kind =
            switch (before, after) {
            case (nil, _): .create
            case (_, nil): .remove
            case (let before?, let after?): before == after ? .same : .update
            }
        self.init(object, kind, before: shownBefore?.liveText, after: shownAfter?.liveText)
    }
}

/// Why something could not be compared.
package struct LiveProblem: Error, Sendable {
    package let diagnostic: Diagnostic
    /// Whether the platform could not be reached or gave no whole answer.
    package let isUnreachable: Bool

    init(_ message: String, hint: String? = nil, isUnreachable: Bool = false) {
        diagnostic = .error(message, hint: hint)
        self.isUnreachable = isUnreachable
    }

    /// The same problem as one of this object.
    func about(_ title: String) -> LiveProblem {
        LiveProblem("\(title): \(diagnostic.message)", hint: diagnostic.hint, isUnreachable: isUnreachable)
    }
}

/// What differs between what was rendered and what runs.
package struct LiveComparison: Sendable {
    /// Where it was compared: a server's URL, a cluster, a socket.
    package let place: String
    package internal(set) var changes: [LiveChange] = []
    /// What is worth knowing beside the differences.
    package internal(set) var warnings: [Diagnostic] = []
}

extension Value {
    /// The same tree with keys in order, as YAML.
    fileprivate var liveText: String { sortedByKeys.yaml(.fragment) }

    var sortedByKeys: Value {
        switch content {
        case .null, .bool, .number, .string: return Value(content)
        case .array(let items): return .array(items.map(\.sortedByKeys))
        case .object(let object):
            var sorted = Object()
            for member in object.sortedByKey() { sorted[member.key] = member.value.sortedByKeys }
            return .object(sorted)
        }
    }
}
