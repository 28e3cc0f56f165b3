package import Values

/// What callers are promised: alerts fire when it is about to be broken.
package struct ServiceLevel: Section {
    package static let summary = "What callers are promised: alerts fire when it is about to be broken."

    package var availability = Percentage(99.5)
    package var latency = Duration.seconds(2)
    package var latencyTarget = Percentage(95)

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(
            \.availability,
            "availability",
            "The share of calls that must not fail in 30 days, in percent."
        ),
        Field(\.latency, "latency", "How long a call may take."),
        Field(
            \.latencyTarget,
            "latencyTarget",
            "The share of calls that must be as fast as that, in percent."
        ),
    ]

    package func check(_ source: Value, _ decoding: inout Decoding) {
        guard latency < .milliseconds(1) else { return }
        decoding.error("\(decoding.subject).latency must be 1ms or more", at: source["latency"]?.location)
    }
}

/// A share in percent: more than 0, less than 100.
package struct Percentage: ProfileValue, Hashable {
    package let percent: Double

    package init(_ percent: Double) { self.percent = percent }

    /// As a number from 0 to 1; rounded, because 99.5 / 100 is not 0.995 in binary.
    package var share: Double { (percent * 1e8).rounded() / 1e10 }
    /// What is left to 1.
    package var remainder: Double { ((100 - percent) * 1e8).rounded() / 1e10 }

    package static func decode(_ value: Value, _ decoding: inout Decoding) -> Self? {
        if let number = value.number?.double, number > 0, number < 100 { return Percentage(number) }
        decoding.mismatch("a number between 0 and 100 (percent)", value)
        return nil
    }

    package static func schema(_ schemas: inout SchemaSet) -> Value {
        ["type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 100]
    }

    package func encoded(absent: Value?) -> Value? {
        percent == percent.rounded() ? .int(Int(percent)) : .number(Number(percent))
    }
}
