internal import Diagnostics
internal import Values

/// One fact for each key: the strongest, with a remark of what others say.
enum FactSelection {
    static func chosen(from facts: [Fact], in folder: ProjectFolder) -> [Fact] {
        var chosen: [Fact] = []
        var places: [[String]: Int] = [:]
        for fact in facts {
            if DraftTree.lists.contains(fact.path) {
                if !chosen.contains(where: { $0.path == fact.path && $0.value == fact.value }) {
                    chosen.append(fact)
                }
            } else if let place = places[fact.path] {
                chosen[place] = merged(chosen[place], fact, in: folder)
            } else {
                places[fact.path] = chosen.count
                chosen.append(fact)
            }
        }
        // A whole section and a key in it cannot both be said: what was found out closer wins.
        let sections = Set(chosen.flatMap { fact in fact.path.indices.map { Array(fact.path[..<$0]) } })
        return chosen.filter { !sections.contains($0.path) }
    }

    private static func merged(_ first: Fact, _ second: Fact, in folder: ProjectFolder) -> Fact {
        let (stronger, other) = first.strength >= second.strength ? (first, second) : (second, first)
        var best = stronger
        let isSmall = other.value.array == nil && other.value.object == nil
        if other.value != best.value, other.strength > .guess, isSmall, let location = other.location,
            let text = other.value.text, text.count < 60
        {
            let words = "\(folder.place(location)) says \(text)"
            best.remark = best.remark.map { "\($0); \(words)" } ?? words
        } else if other.value != best.value {
            best.remark = best.remark ?? other.remark
        }
        return best
    }
}
