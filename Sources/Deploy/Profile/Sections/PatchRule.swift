package import Values

/// A change to what is rendered, for fields no profile key reaches.
package struct PatchRule: Section {
    package static let summary =
        "A change to rendered objects, for fields that no key of the profile reaches."

    package var target = PatchTarget()
    package var merge: AnyTree?
    package var json: AnyTree?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.target, "target", "Which objects.", required: true),
        Field(\.merge, "merge", "A JSON Merge Patch (RFC 7396)."),
        Field(\.json, "json", "A JSON Patch (RFC 6902): a list of operations."),
    ]

    package func check(_ source: Value, _ decoding: inout Decoding) {
        if putsSecret {
            decoding.error(
                "\(decoding.subject) puts values into a Secret",
                at: source["target"]?.location,
                hint: "no secret is ever rendered: fill the Secret in the cluster, or name one that is there"
            )
        }
        guard (merge == nil) == (json == nil) else { return }
        decoding.error(
            merge == nil
                ? "\(decoding.subject) changes nothing" : "\(decoding.subject) has both 'merge' and 'json'",
            at: source.location,
            hint: "give one of merge and json"
        )
    }
}

/// Which rendered objects a patch is for.
package struct PatchTarget: Section {
    package static let summary = "The kind of the objects, and the name of one of them."

    /// What `render` makes, by the name of its target.
    package enum Output: String, Choice { case kubernetes, docker, compose, ecs, prometheus }

    package var output = Output.kubernetes
    package var kind = ""
    package var name: String?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.output, "in", "What they are rendered for: kubernetes, docker, compose, ecs or prometheus."),
        Field(
            \.kind,
            "kind",
            .nonEmpty,
            "Their kind, such as Deployment, or service in compose.",
            required: true
        ),
        Field(\.name, "name", .nonEmpty, "The name of one; every object of the kind when left out."),
    ]
}

extension PatchRule {
    /// What a patch of a Secret would put into it.
    var putsSecret: Bool {
        guard target.kind == "Secret" else { return false }
        let keys = ["data", "stringData"]
        return keys.contains { merge?.value[$0] != nil }
            || (json?.value.array ?? []).contains { operation in
                let path = operation["path"]?.string ?? ""
                return operation["value"] != nil
                    && keys.contains { path == "/\($0)" || path.hasPrefix("/\($0)/") }
            }
    }
}
