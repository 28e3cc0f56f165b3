internal import Diagnostics
internal import Values

/// Carries one document over into facts, and keeps account of each of its leaves.
struct Importer {
    private let root: Value
    private let kind: String

    init(root: Value, kind: String) {
        self.root = root
        self.kind = kind
    }

    /// A scalar that becomes a key of the profile as it is.
    mutating func map(
        _ value: Value?,
        _ key: String,
        _ strength: Fact.Strength,
        _ source: String,
        _ detected: inout DetectedProfile
    ) {
        map(value, path: key.split(separator: ".").map(String.init), strength, source, &detected)
    }

    mutating func map(
        _ value: Value?,
        path: [String],
        _ strength: Fact.Strength,
        _ source: String,
        _ detected: inout DetectedProfile
    ) {
        guard let value else { return }
        map(value, as: value, path: path, strength, source, &detected)
    }

    /// A value that the profile writes in another way.
    mutating func map(
        _ value: Value,
        as own: Value,
        _ key: String,
        _ strength: Fact.Strength,
        _ source: String,
        _ detected: inout DetectedProfile
    ) {
        map(value, as: own, path: key.split(separator: ".").map(String.init), strength, source, &detected)
    }

    mutating func map(
        _ value: Value,
        as own: Value,
        path: [String],
        _ strength: Fact.Strength,
        _ source: String,
        _ detected: inout DetectedProfile
    ) {
        detected.add(path, own, strength, source, at: value.location)
        detected.ledger.account(value, .mapped(path.joined(separator: ".")))
    }

    /// What is rendered better, and why.
    mutating func replace(
        _ value: Value?,
        _ name: String,
        by reason: String,
        _ detected: inout DetectedProfile
    ) {
        guard let value else { return }
        detected.ledger.replace(value, name, by: reason)
    }

    /// A change to what is rendered, for what no key of the profile reaches.
    mutating func patch(
        _ value: Value?,
        kind: String,
        merge: Value? = nil,
        json: Value? = nil,
        _ name: String,
        _ detected: inout DetectedProfile
    ) {
        guard let value else { return }
        var rule: Value = ["target": ["kind": .string(kind)]]
        if var object = rule.object {
            object[merge == nil ? "json" : "merge"] = merge ?? json
            rule = .object(object)
        }
        detected.add(["patches"], rule, .deployed, name, at: value.location)
        detected.ledger.account(value, .mapped("patches"))
    }

    /// What cannot be carried over: a warning says so.
    mutating func tell(
        _ value: Value?,
        _ what: String,
        hint: String? = nil,
        _ detected: inout DetectedProfile
    ) {
        guard let value else { return }
        detected.warn("not carried over: \(what)", at: value.location, hint: hint)
        detected.ledger.account(value, .told)
    }

    /// Tells of everything that nobody asked for, one warning for each branch that is unknown as a whole.
    func finish(_ detected: inout DetectedProfile) {
        let known = detected.ledger
        func look(_ value: Value, _ path: [String]) {
            let leaves = value.leaves()
            let lost = leaves.filter { $0.location.map { known[$0] == nil } == true }
            guard !lost.isEmpty else { return }
            if lost.count < leaves.count {
                for member in value.members { look(member.value, path + [member.key]) }
                for (index, item) in value.items.enumerated() { look(item, path + [String(index)]) }
            } else {
                detected.warn("not carried over: \(kind) \(path.joined(separator: "."))", at: value.location)
                detected.ledger.account(value, .told)
            }
        }
        look(root, [])
    }
}

extension DetectedProfile {
    /// One note for each file: what was left to what is rendered anyway, and why that is better.
    package mutating func tellReplacements() {
        var files: [SourceFile] = []
        for entry in ledger.replacements where !files.contains(where: { $0 === entry.file }) {
            files.append(entry.file)
        }
        for file in files {
            let parts = ledger.replacements.filter { $0.file === file }.map { entry in
                let shown = entry.names.prefix(12).joined(separator: ", ")
                let more = entry.names.count > 12 ? " and \(entry.names.count - 12) more" : ""
                return "\(shown)\(more) (\(entry.reason))"
            }
            let message = "\(file.name): replaced by what is rendered: \(parts.joined(separator: "; "))"
            report(Diagnostic(.note, message))
        }
    }
}
