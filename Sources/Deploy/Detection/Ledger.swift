package import Diagnostics
package import Values

/// What became of every leaf of the files a server is deployed from: nothing of them gets lost without a word.
package struct Ledger: Sendable {
    package enum Outcome: Sendable, Equatable {
        /// It is in the profile, under this dotted key.
        case mapped(String)
        /// Something better is rendered in its place: what, and why.
        case replaced(String)
        /// A warning names it.
        case told
    }

    private var outcomes: [SourceLocation: Outcome] = [:]
    /// The pointers of what was replaced, by file and reason, in the order they came.
    package private(set) var replacements: [(file: SourceFile, reason: String, names: [String])] = []

    package init() {}

    package subscript(location: SourceLocation) -> Outcome? { outcomes[location] }

    /// Says of all leaves of a value what became of them, unless that is known already.
    package mutating func account(_ value: Value, _ outcome: Outcome) {
        for leaf in value.leaves() {
            guard let location = leaf.location, outcomes[location] == nil else { continue }
            outcomes[location] = outcome
        }
    }

    package mutating func replace(_ value: Value, _ name: String, by reason: String) {
        // What is accounted for as a whole needs no second word.
        let isNew = value.leaves().contains { $0.location.map { outcomes[$0] == nil } == true }
        account(value, .replaced(reason))
        if isNew { note(name, at: value.location, reason) }
    }

    package mutating func account(_ location: SourceLocation, _ outcome: Outcome) {
        outcomes[location] = outcomes[location] ?? outcome
    }

    package mutating func replace(_ location: SourceLocation, _ name: String, by reason: String) {
        account(location, .replaced(reason))
        note(name, at: location, reason)
    }

    private mutating func note(_ name: String, at location: SourceLocation?, _ reason: String) {
        guard let file = location?.file else { return }
        if let index = replacements.firstIndex(where: { $0.file === file && $0.reason == reason }) {
            if !replacements[index].names.contains(name) { replacements[index].names.append(name) }
        } else {
            replacements.append((file, reason, [name]))
        }
    }
}
