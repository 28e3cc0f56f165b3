internal import Values

extension TextRule {
    static let cidr = TextRule(
        expectation: "an IPv4 address block such as 10.0.0.0/8",
        pattern: "^([0-9]{1,3}\\.){3}[0-9]{1,3}/([0-9]|[12][0-9]|3[0-2])$"
    ) { IPv4Block($0) != nil }
}

/// An IPv4 address block.
package struct IPv4Block {
    let base: UInt32
    let length: Int

    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let length = Int(parts[1]), 0...32 ~= length else { return nil }
        let bytes = parts[0].split(separator: ".", omittingEmptySubsequences: false).compactMap { UInt8($0) }
        guard bytes.count == 4, parts[0].split(separator: ".", omittingEmptySubsequences: false).count == 4
        else { return nil }
        base = bytes.reduce(0) { $0 << 8 | UInt32($1) }
        self.length = length
        // Kubernetes 1.36 warns about set bits past the prefix.
        guard base & ~mask == 0 else { return nil }
    }

    private var mask: UInt32 { length == 0 ? 0 : ~UInt32(0) << (32 - UInt32(length)) }

    package func contains(_ other: IPv4Block?) -> Bool {
        other.map { $0.length >= length && $0.base & mask == base } ?? false
    }
}
