/// Which scalars are the same but for their case, one to one (Unicode 15, CaseFolding.txt, statuses C and S).
enum CaseFolding {
    /// The scalar and all that are equal to it when case does not count.
    static func variants(of scalar: UInt32) -> [UInt32] {
        // Two ASCII letters have a third variant; for all others the bit tells.
        switch scalar {
        case 0x4B, 0x6B, 0x212A: return [0x4B, 0x6B, 0x212A]
        case 0x53, 0x73, 0x17F: return [0x53, 0x73, 0x17F]
        case 0x41...0x5A, 0x61...0x7A: return [scalar & ~0x20, scalar | 0x20]
        case ..<0x80: return [scalar]
        default: return orbits[scalar] ?? [scalar]
        }
    }

    /// The set and all variants of its members.
    static func folded(_ set: ScalarSet) -> ScalarSet {
        var ranges = set.ranges
        for range in set.ranges {
            for scalar in 0x41...0x5A
            where range.contains(UInt32(scalar)) || range.contains(UInt32(scalar) | 0x20) {
                ranges += variants(of: UInt32(scalar)).map { $0...$0 }
            }
        }
        // Only scalars that have variants need a look, however large the set.
        if set.ranges.contains(where: { $0.upperBound >= 0x80 }) {
            for (scalar, orbit) in orbits where set.contains(scalar) { ranges += orbit.map { $0...$0 } }
        }
        return ScalarSet(ranges)
    }

    /// All members of each class of two or more, by each of them outside ASCII.
    private static let orbits: [UInt32: [UInt32]] = {
        var classes: [UInt32: [UInt32]] = [:]
        for value: UInt32 in 0...0x1E9FF {
            guard let scalar = Unicode.Scalar(value), scalar.properties.isCased || value == 0x345 else {
                continue
            }
            classes[key(of: scalar), default: []].append(value)
        }
        var orbits: [UInt32: [UInt32]] = [:]
        for members in classes.values where members.count > 1 {
            for member in members where member >= 0x80 { orbits[member] = members }
        }
        return orbits
    }()

    /// The lower case of the upper case, where both are one scalar: what all variants share.
    private static func key(of scalar: Unicode.Scalar) -> UInt32 {
        let upper = single(scalar.properties.uppercaseMapping) ?? scalar
        return (single(upper.properties.lowercaseMapping) ?? upper).value
    }

    private static func single(_ text: String) -> Unicode.Scalar? {
        text.unicodeScalars.count == 1 ? text.unicodeScalars.first : nil
    }
}
