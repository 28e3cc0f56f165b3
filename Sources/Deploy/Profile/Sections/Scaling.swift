internal import Diagnostics
package import Values

/// How many replicas run.
package struct Scaling: Section {
    package static let summary = "How many replicas run."

    package var replicas: Int?
    package var min: Int?
    package var max: Int?
    package var targetCPU = 70

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.replicas, "replicas", in: 1...1000, "A fixed number."),
        Field(\.min, "min", in: 1...1000, "The least, when load decides."),
        Field(\.max, "max", in: 1...1000, "The most, when load decides."),
        Field(
            \.targetCPU,
            "targetCPU",
            in: 10...95,
            "The average CPU use to aim for, in percent of the request."
        ),
    ]

    package static let shorthand: Shorthand<Self>? = Shorthand(
        form: "a number of replicas from 1 to 1000",
        schema: ["type": "integer", "minimum": 1, "maximum": 1000]
    ) { value in
        guard let count = value.int, 1...1000 ~= count else { return nil }
        var scaling = Scaling()
        scaling.replicas = count
        return scaling
    }

    /// The number that runs at rest.
    package var least: Int { replicas ?? min ?? max ?? 1 }
    package var most: Int { replicas ?? max ?? min ?? 1 }
    package var isAutomatic: Bool { replicas == nil && most > least }

    package func check(_ source: Value, _ decoding: inout Decoding) {
        if replicas != nil, min != nil || max != nil {
            decoding.error(
                "scaling.replicas fixes the number: min and max would be ignored",
                at: source["replicas"]?.location,
                hint: "keep replicas, or min and max (replicas: null when a preset brings it)"
            )
        }
        if let min, let max, min > max {
            decoding.error(
                "scaling.min (\(min)) must not be more than scaling.max (\(max))",
                at: source["min"]?.location
            )
        }
        if source["targetCPU"] != nil, !isAutomatic {
            decoding.error(
                "scaling.targetCPU would be ignored: the number of replicas is fixed",
                at: source["targetCPU"]?.location,
                hint: "give min and max"
            )
        }
    }
}
