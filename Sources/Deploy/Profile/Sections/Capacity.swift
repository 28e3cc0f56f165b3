internal import Diagnostics
package import Values

/// What one replica may use.
///
/// By default requests equal limits: the pod is of the class that is evicted last, and it may hold sessions.
package struct Resources: Section {
    package static let summary = "What one replica is promised (request) and may use at most (limit)."

    package var cpu = Share(request: CPUQuantity(millicores: 500), limit: CPUQuantity(millicores: 500))
    package var memory = Share(request: ByteQuantity(bytes: 512 << 20), limit: ByteQuantity(bytes: 512 << 20))
    package var ephemeralStorage = Share(
        request: ByteQuantity(bytes: 512 << 20),
        limit: ByteQuantity(bytes: 512 << 20)
    )

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.cpu, "cpu", "CPU time: 250m is a quarter of a core."),
        Field(\.memory, "memory", "Memory, such as 512Mi."),
        Field(\.ephemeralStorage, "ephemeralStorage", "Disk for scratch volumes and logs, such as 1Gi."),
    ]
}

extension Resources {
    /// Makes the half of a share that was left out the same as the other.
    mutating func completeShares() {
        cpu.complete()
        memory.complete()
        ephemeralStorage.complete()
    }
}

/// A request and a limit of one resource.
package struct Share<Quantity: ProfileValue & Comparable>: Section {
    package static var summary: String { "A request and a limit." }

    package var request: Quantity?
    package var limit: Quantity?

    package init() {}
    package init(request: Quantity, limit: Quantity) {
        self.request = request
        self.limit = limit
    }

    package static var fields: [Field<Self>] {
        [
            Field(\.request, "request", "What is promised; the limit when left out."),
            Field(\.limit, "limit", "The most that may be used; the request when left out."),
        ]
    }

    package static var shorthand: Shorthand<Self>? {
        var schemas = SchemaSet()
        return Shorthand(
            form: "one amount for both",
            schema: Quantity.schema(&schemas),
            advice: { value in
                var decoding = Decoding()
                guard value.string != nil || value.number != nil else { return nil }
                _ = Quantity.decode(value, &decoding)
                return decoding.diagnostics.first?.hint
            }
        ) { value in
            var decoding = Decoding()
            return Quantity.decode(value, &decoding).map { Share(request: $0, limit: $0) }
        }
    }

    mutating func complete() {
        request = request ?? limit
        limit = limit ?? request
    }

    package func check(_ source: Value, _ decoding: inout Decoding) {
        if request == nil, limit == nil {
            decoding.error(
                "\(decoding.subject) says neither request nor limit",
                at: source.location,
                hint: "give one of them, or a single amount for both"
            )
        }
        if let request, let limit, request > limit {
            decoding.error(
                "\(decoding.subject).request must not be more than its limit",
                at: source["request"]?.location
            )
        }
    }
}

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
