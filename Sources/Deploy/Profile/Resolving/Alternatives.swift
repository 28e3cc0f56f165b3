internal import Values

/// Keys of which a section has one set or another: whoever chooses one set drops what lies below of the other.
///
/// Without this a profile could not say `scaling: {replicas: 2}` over a preset that scales by load, or name a health
/// path over a preset that knows a health tool.
struct Alternatives {
    let section: String
    /// The keys that choose.
    let chosenBy: [String]
    /// The keys that the choice makes meaningless.
    let drops: [String]
    /// The values that choose; any when empty.
    var values: [String] = []

    private static let all: [Alternatives] = [
        Alternatives(section: "scaling", chosenBy: ["replicas"], drops: ["min", "max", "targetCPU"]),
        Alternatives(section: "scaling", chosenBy: ["min", "max"], drops: ["replicas"]),
        Alternatives(section: "health", chosenBy: ["path", "readiness"], drops: ["tool"]),
        Alternatives(
            section: "health",
            chosenBy: ["tool"],
            drops: ["path", "readiness", "liveness", "port"]
        ),
        Alternatives(
            section: "server",
            chosenBy: ["transport"],
            drops: ["bridge"],
            values: ["streamable-http", "sse", "websocket"]
        ),
        // A digest belongs to one tag.
        Alternatives(section: "image", chosenBy: ["tag"], drops: ["digest"]),
        Alternatives(section: "cache", chosenBy: ["backend"], drops: ["redis"], values: ["none", "memory"]),
    ]

    /// The lower layer without what the upper one chose against.
    ///
    /// Keys that the upper layer names itself stay: there they are a contradiction to be told.
    static func settled(_ base: Value, under patch: Value) -> Value {
        var base = base
        for alternative in all {
            guard let below = base[alternative.section],
                var section = (ShortForm.spelledOut(below, at: [alternative.section]) ?? below).object,
                let choice = patch[alternative.section]?.object, alternative.isChosen(in: choice)
            else { continue }
            for key in alternative.drops where choice[key] == nil { section[key] = nil }
            base = base.adding(
                alternative.section,
                Value(.object(section), at: below.location)
            )
        }
        return base
    }

    private func isChosen(in section: Object) -> Bool {
        chosenBy.contains { key in
            guard let value = section[key], !value.isNull else { return false }
            return values.isEmpty || value.string.map(values.contains) == true
        }
    }
}
