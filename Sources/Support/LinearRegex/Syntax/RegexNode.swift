/// A regular expression as a tree.
indirect enum RegexNode: Sendable, Equatable {
    /// Matches the empty text.
    case empty
    /// One scalar of the set; an empty set matches nothing.
    case scalars(ScalarSet)
    case assertion(Assertion)
    case sequence([RegexNode])
    /// The first that leads to a match wins.
    case alternatives([RegexNode])
    case repetition(RegexNode, minimum: Int, maximum: Int?, isGreedy: Bool)
    /// A group that captures; numbers start at 1 in the order of opening parentheses.
    case group(RegexNode, number: Int)

    /// What holds between two scalars.
    enum Assertion: UInt8, Sendable {
        case textStart, textEnd, lineStart, lineEnd, wordBoundary, noWordBoundary
    }

    static func literal(_ scalar: UInt32) -> RegexNode { .scalars(ScalarSet([scalar...scalar])) }

    /// Whether the empty text is among the matches, assertions taken to hold.
    var matchesEmpty: Bool {
        switch self {
        case .empty, .assertion: true
        case .scalars: false
        case .sequence(let parts): parts.allSatisfy(\.matchesEmpty)
        case .alternatives(let parts): parts.contains(where: \.matchesEmpty)
        case .repetition(let part, let minimum, _, _): minimum == 0 || part.matchesEmpty
        case .group(let part, _): part.matchesEmpty
        }
    }

    /// Whether repetitions inside one another stay below `limit` copies of one part, as RE2 and Go want it.
    func repeats(atMost limit: Int) -> Bool {
        switch self {
        case .empty, .scalars, .assertion: return true
        case .sequence(let parts), .alternatives(let parts):
            return parts.allSatisfy { $0.repeats(atMost: limit) }
        case .group(let part, _): return part.repeats(atMost: limit)
        case .repetition(let part, let minimum, let maximum, _):
            // Stars, pluses and question marks copy nothing.
            guard minimum > 1 || (maximum ?? 0) > 1 else { return part.repeats(atMost: limit) }
            let copies = maximum ?? minimum
            guard copies <= limit else { return false }
            return part.repeats(atMost: limit / copies)
        }
    }
}
