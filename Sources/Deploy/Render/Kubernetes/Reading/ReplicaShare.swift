internal import Profile
internal import Values

/// A number of pods, or a percentage of them.
enum ReplicaShare: Equatable {
    case count(Int)
    case percent(Int)

    init?(_ value: Value?) {
        if let count = value?.int {
            self = .count(count)
        } else if let text = value?.string, text.hasSuffix("%"),
            text.utf8.dropLast().allSatisfy(\.isASCIIDigit),
            let percent = Int(text.dropLast()), percent <= 100
        {
            self = .percent(percent)
        } else {
            return nil
        }
    }

    var isZero: Bool { self == .count(0) || self == .percent(0) }

    /// How many of the replicas it means: none at least, and all of them at most.
    func count(of replicas: Int, roundedUp: Bool) -> Int {
        let replicas = max(replicas, 0)
        switch self {
        case .count(let count): return min(max(count, 0), replicas)
        case .percent(let percent):
            let (product, overflow) = replicas.multipliedReportingOverflow(by: percent)
            if overflow { return replicas }
            return product / 100 + (roundedUp && product % 100 > 0 ? 1 : 0)
        }
    }
}
