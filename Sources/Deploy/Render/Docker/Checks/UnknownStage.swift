internal import Diagnostics

extension DockerfileCheck {
    /// `--from` with a name that no stage before it has: the builder would look for an image of that name.
    static let unknownStage = DockerfileCheck("unknown-stage") { checked in
        var known: [String] = []
        var findings: [Diagnostic] = []
        for (index, stage) in checked.stages.enumerated() {
            let copies = stage.all { $0.copy ?? $0.add }.compactMap { copy, place in
                copy.from.map { ($0, place) }
            }
            let mounts = stage.all(\.run).flatMap { run, place in
                run.mounts.compactMap { $0["from"] }.map { ($0, place) }
            }
            for (name, place) in copies + mounts where !known.contains(name) {
                if let number = Int(name), number < index { continue }
                // A reference of an image says so by its registry or tag.
                guard !name.contains("/"), !name.contains(":"), !name.contains("$") else { continue }
                findings.append(
                    .error(
                        "there is no stage '\(name)' before this one",
                        at: place,
                        hint: nearest(to: name, in: known).map { "did you mean '\($0)'?" }
                            ?? (known.isEmpty
                                ? "name a stage with FROM … AS \(name)"
                                : "the stages are \(known.joined(separator: ", "))")
                    )
                )
            }
            if let name = stage.base.name { known.append(name) }
        }
        return findings
    }
}
