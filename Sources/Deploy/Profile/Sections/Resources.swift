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

extension Resources {
    /// Makes the half of a share that was left out the same as the other.
    mutating func completeShares() {
        cpu.complete()
        memory.complete()
        ephemeralStorage.complete()
    }
}
