/// Which of two lists belong together: as many pairs as there can be (Kuhn's algorithm).
struct Pairing {
    private(set) var pairs: [(left: Int, right: Int)] = []
    private(set) var unmatchedLeft: [Int] = []
    private(set) var unmatchedRight: [Int] = []

    /// Whether every one has found a partner.
    var isComplete: Bool { unmatchedLeft.isEmpty && unmatchedRight.isEmpty }

    init(_ leftCount: Int, _ rightCount: Int, _ fits: (Int, Int) -> Bool) {
        var partner = [Int?](repeating: nil, count: rightCount)
        var candidates: [[Int]] = []
        for left in 0..<leftCount { candidates.append((0..<rightCount).filter { fits(left, $0) }) }
        var path: [(left: Int, next: Int)] = []
        for left in 0..<leftCount {
            var seen = [Bool](repeating: false, count: rightCount)
            path = [(left, 0)]
            // Looks for a free partner, moving others on where need be.
            search: while let (current, next) = path.last {
                guard next < candidates[current].count else {
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next = next + 1
                let right = candidates[current][next]
                if seen[right] { continue }
                seen[right] = true
                if let other = partner[right] {
                    path.append((other, 0))
                    continue
                }
                for step in path { partner[candidates[step.left][step.next - 1]] = step.left }
                break search
            }
        }
        for (right, left) in partner.enumerated() {
            if let left { pairs.append((left, right)) } else { unmatchedRight.append(right) }
        }
        let matched = Set(pairs.map(\.left))
        unmatchedLeft = (0..<leftCount).filter { !matched.contains($0) }
    }
}
