/// The groups of a test in the order in which they run at each time.
///
/// Groups come in the order that the file of tests names; promtool leaves the order of all others to chance. Here groups
/// that read from others come after them where that is possible, and else files and groups keep their order.
package struct RuleOrder {
    package let groups: [RuleGroup]

    package init(_ groups: [RuleGroup], named order: [String]) {
        // A group that is not named counts as the first one that is.
        let ranks = groups.map { order.firstIndex(of: $0.name.text) ?? 0 }
        var sorted: [RuleGroup] = []
        for rank in Set(ranks).sorted() {
            sorted += Self.byDependency(groups.indices.filter { ranks[$0] == rank }.map { groups[$0] })
        }
        self.groups = sorted
    }

    /// Takes again and again the first group that reads from none of those left.
    private static func byDependency(_ groups: [RuleGroup]) -> [RuleGroup] {
        let rules = groups.flatMap(\.rules)
        let owner = groups.enumerated().flatMap { index, group in group.rules.map { _ in index } }
        let outputs = RuleOutputs(rules)
        var needed = [Set<Int>](repeating: [], count: groups.count)
        for (index, rule) in rules.enumerated() {
            for source in outputs.written(for: rule.tree) where owner[source] != owner[index] {
                needed[owner[index]].insert(owner[source])
            }
        }
        var left = Array(groups.indices)
        var result: [RuleGroup] = []
        while !left.isEmpty {
            let place = left.firstIndex { group in needed[group].isDisjoint(with: left) } ?? 0
            result.append(groups[left.remove(at: place)])
        }
        return result
    }
}
