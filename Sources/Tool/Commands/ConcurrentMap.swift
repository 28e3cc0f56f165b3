extension Array where Element: Sendable {
    /// The results in the order of the elements, made on all cores when there are enough to share.
    func concurrentMap<Result: Sendable>(_ transform: @escaping @Sendable (Element) -> Result) async
        -> [Result]
    {
        let share = 8
        guard count > share else { return map(transform) }
        return await withTaskGroup(of: (Int, [Result]).self) { group in
            for start in stride(from: 0, to: count, by: share) {
                let part = self[start..<Swift.min(start + share, count)]
                group.addTask { (start, part.map(transform)) }
            }
            var parts: [(Int, [Result])] = []
            for await part in group { parts.append(part) }
            return parts.sorted { $0.0 < $1.0 }.flatMap(\.1)
        }
    }
}
