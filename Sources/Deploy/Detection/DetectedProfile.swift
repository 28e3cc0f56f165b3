package import Diagnostics
package import Values

/// What detection found out: facts for a profile with their evidence, reasons for presets, and what must be said.
package struct DetectedProfile: Sendable {
    package private(set) var facts: [Fact] = []
    package private(set) var votes: [PresetVote] = []
    package private(set) var diagnostics: [Diagnostic] = []
    private var told: Set<Diagnostic> = []
    /// Names of secrets that nothing tells the whereabouts of, and where each was named.
    package private(set) var secretNames: [(name: String, source: String, location: SourceLocation?)] = []
    /// Variables that are named without a value.
    package private(set) var variableNames: [(name: String, location: SourceLocation)] = []
    /// What `npm start`, `npm run X` and `poetry run X` stand for: `node:start`, `python:demo`.
    package var scripts: [String: String] = [:]
    /// The Kubernetes Secret whose every key becomes a variable.
    package var wholeSecret: String?
    package var ledger = Ledger()
    /// Whether anything at all was recognised.
    package var isEmpty: Bool { votes.isEmpty && facts.isEmpty }

    /// No server has as many settings: a file that says more is not what it seems, and would only take time.
    private static let factLimit = 1000
    private static let nameLimit = 200
    private var isFull = false

    package init() {}

    private mutating func tellLimit(at location: SourceLocation?) {
        guard !isFull else { return }
        isFull = true
        warn("not carried over: everything from here on, there are too many settings", at: location)
    }

    package mutating func add(
        _ path: String,
        _ value: Value,
        _ strength: Fact.Strength,
        _ source: String,
        at location: SourceLocation?,
        remark: String? = nil
    ) {
        add(
            path.split(separator: ".").map(String.init),
            value,
            strength,
            source,
            at: location,
            remark: remark
        )
    }

    /// For keys that hold dots themselves.
    package mutating func add(
        _ path: [String],
        _ value: Value,
        _ strength: Fact.Strength,
        _ source: String,
        at location: SourceLocation?,
        remark: String? = nil
    ) {
        guard facts.count < Self.factLimit else { return tellLimit(at: location) }
        facts.append(
            Fact(
                path: path,
                value: value.withoutPlaces,
                strength: strength,
                source: source,
                location: location,
                remark: remark
            )
        )
    }

    package mutating func vote(
        _ preset: String,
        _ weight: Int,
        _ reason: String,
        at location: SourceLocation?
    ) {
        votes.append(PresetVote(preset: preset, weight: weight, reason: reason, location: location))
    }

    package mutating func warn(_ message: String, at location: SourceLocation?, hint: String? = nil) {
        report(.warning(message, at: location, hint: hint))
    }

    package mutating func report(_ diagnostic: Diagnostic) {
        if told.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
    }

    /// What a file could not be read for: detection goes on without it.
    package mutating func skip(_ error: InvalidInput) {
        for diagnostic in error.diagnostics.prefix(3) {
            var warning = diagnostic.withoutHiddenWords()
            warning.severity = .warning
            warning.hint = warning.hint ?? "the file was left out; everything else was still looked at"
            report(warning)
        }
    }

    package mutating func nameSecret(_ name: String, _ source: String, at location: SourceLocation?) {
        guard secretNames.count < Self.nameLimit else { return tellLimit(at: location) }
        guard !secretNames.contains(where: { $0.name == name }) else { return }
        secretNames.append((name, source, location))
    }

    package mutating func nameVariable(_ name: String, at location: SourceLocation) {
        guard variableNames.count < Self.nameLimit else { return tellLimit(at: location) }
        guard !variableNames.contains(where: { $0.name == name }) else { return }
        variableNames.append((name, location))
    }

    package mutating func removeFacts(where isWrong: (Fact) -> Bool) { facts.removeAll(where: isWrong) }

    /// The strongest fact of a path, the first among equals.
    package func best(_ path: String) -> Fact? {
        let keys = path.split(separator: ".").map(String.init)
        var best: Fact?
        for fact in facts where fact.path == keys && best.map({ $0.strength < fact.strength }) != false {
            best = fact
        }
        return best
    }
}

extension Value {
    /// The same tree as if the program had made it.
    fileprivate var withoutPlaces: Value {
        switch content {
        case .null, .bool, .number, .string: return Value(content)
        case .array(let items): return .array(items.map(\.withoutPlaces))
        case .object(let members):
            var object = Object()
            for member in members { object[member.key] = member.value.withoutPlaces }
            return .object(object)
        }
    }
}
