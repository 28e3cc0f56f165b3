package import Values

/// An amount of memory or disk, written as Kubernetes writes it: `512Mi`, `2Gi`, `500M`.
package struct ByteQuantity: ProfileValue, Hashable, Comparable {
    package let bytes: Int

    package init(bytes: Int) { self.bytes = bytes }

    package init?(_ text: String) {
        let digits = text.utf8.prefix(while: \.isASCIIDigit)
        let suffix = String(text.dropFirst(digits.count))
        guard let count = Int(Substring(digits)), count > 0,
            let factor = (Self.units + Self.decimalUnits).first(where: { $0.suffix == suffix })?.factor
        else { return nil }
        let (bytes, overflow) = count.multipliedReportingOverflow(by: factor)
        guard !overflow else { return nil }
        self.bytes = bytes
    }

    private static let units: [(suffix: String, factor: Int)] = [
        ("Ei", 1 << 60), ("Pi", 1 << 50), ("Ti", 1 << 40), ("Gi", 1 << 30), ("Mi", 1 << 20), ("Ki", 1 << 10),
    ]
    private static let decimalUnits: [(suffix: String, factor: Int)] = [
        ("E", 1_000_000_000_000_000_000), ("P", 1_000_000_000_000_000), ("T", 1_000_000_000_000),
        ("G", 1_000_000_000), ("M", 1_000_000), ("k", 1000), ("", 1),
    ]

    /// The canonical form, which an API server does not rewrite: the largest unit without a fraction, a binary
    /// one if there is one.
    package var text: String {
        for unit in Self.units + Self.decimalUnits where bytes % unit.factor == 0 && bytes >= unit.factor {
            return "\(bytes / unit.factor)\(unit.suffix)"
        }
        return String(bytes)
    }

    package static func < (left: Self, right: Self) -> Bool { left.bytes < right.bytes }

    package static func decode(_ value: Value, _ decoding: inout Decoding) -> Self? {
        if let quantity = value.string.flatMap(Self.init) { return quantity }
        let hint: String? =
            switch value.string {
            case .some(let text) where text.hasSuffix("B") || text.hasSuffix("b"):
                Self(String(text.dropLast())) == nil
                    ? "units are Ki, Mi, Gi, Ti" : "Kubernetes units have no B: \(text.dropLast())i"
            case .some(let text) where text.hasSuffix("m"):
                "'m' means thousandths: did you mean \(text.dropLast())Mi?"
            default: "units are Ki, Mi, Gi, Ti"
            }
        decoding.mismatch("an amount such as 512Mi", value, hint: hint)
        return nil
    }

    package static func schema(_ schemas: inout SchemaSet) -> Value {
        ["type": "string", "pattern": "^0*[1-9][0-9]*([KMGTPE]i|[kMGTPE])?$"]
    }

    package func encoded(absent: Value?) -> Value? { .string(text) }
}

/// An amount of CPU in thousandths of a core: `250m`, `0.5`, `2`.
package struct CPUQuantity: ProfileValue, Hashable, Comparable {
    package let millicores: Int

    package init(millicores: Int) { self.millicores = millicores }

    package init?(_ text: String) {
        if text.hasSuffix("m") {
            guard text.utf8.dropLast().allSatisfy(\.isASCIIDigit), let count = Int(text.dropLast()), count > 0
            else { return nil }
            millicores = count
            return
        }
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first,
            parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(\.isASCIIDigit) }),
            let cores = Int(whole), cores < 10_000
        else { return nil }
        let fraction = parts.count == 2 ? parts[1] : ""
        guard fraction.count <= 3,
            let thousandths = Int(fraction + String(repeating: "0", count: 3 - fraction.count)),
            cores * 1000 + thousandths > 0
        else { return nil }
        millicores = cores * 1000 + thousandths
    }

    /// The canonical form, which an API server does not rewrite: `500m`, `2`.
    package var text: String { millicores % 1000 == 0 ? String(millicores / 1000) : "\(millicores)m" }

    package static func < (left: Self, right: Self) -> Bool { left.millicores < right.millicores }

    package static func decode(_ value: Value, _ decoding: inout Decoding) -> Self? {
        if let quantity = (value.string ?? value.number?.text).flatMap(Self.init) { return quantity }
        decoding.mismatch(
            "an amount of CPU such as 250m, 0.5 or 2",
            value,
            hint: "a number of cores, or thousandths of one: 250m"
        )
        return nil
    }

    package static func schema(_ schemas: inout SchemaSet) -> Value {
        [
            "anyOf": [
                ["type": "string", "pattern": "^(?=.*[1-9])([0-9]+m|[0-9]+(\\.[0-9]{1,3})?)$"],
                ["type": "number", "minimum": .number(Number(0.001))],
            ]
        ]
    }

    package func encoded(absent: Value?) -> Value? { .string(text) }
}
