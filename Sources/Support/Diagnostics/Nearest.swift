/// The candidate a typo most likely stood for, if any is close enough to offer.
package func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
    // Comparing a very long word with every candidate helps nobody.
    guard word.count <= 64 else { return nil }
    let typed = Array(word.lowercased())
    return
        candidates
        .map { (candidate: $0, distance: editDistance(typed, Array($0.lowercased()))) }
        .filter { $0.distance <= max(1, word.count / 3) }
        .min { ($0.distance, $0.candidate) < ($1.distance, $1.candidate) }?
        .candidate
}

/// Insertions, deletions, substitutions, and swaps of neighbours between two words.
package func editDistance(_ source: [Character], _ target: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...target.count)
    for row in source.indices {
        var current = [row + 1]
        for column in target.indices {
            let substitution = last[column] + (source[row] == target[column] ? 0 : 1)
            var best = min(substitution, last[column + 1] + 1, current[column] + 1)
            if row > 0, column > 0, source[row] == target[column - 1], source[row - 1] == target[column] {
                best = min(best, beforeLast[column - 1] + 1)
            }
            current.append(best)
        }
        (beforeLast, last) = (last, current)
    }
    return last[target.count]
}
