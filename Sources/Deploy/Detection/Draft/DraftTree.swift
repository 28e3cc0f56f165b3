internal import Profile
internal import Values

/// The facts of a profile as the tree they make, in the order of the format's keys.
struct DraftTree {
    final class Node {
        var children: [(key: String, node: Node)] = []
        /// The fact that says the value of this key; `nil` for a mapping of others.
        var fact: Int?
        /// The elements of a list, each a fact of its own.
        var elements: [Int] = []

        func child(_ key: String) -> Node {
            if let known = children.first(where: { $0.key == key }) { return known.node }
            let node = Node()
            children.append((key, node))
            return node
        }

        /// Every fact in this key and below.
        var facts: [Int] {
            (fact.map { [$0] } ?? []) + elements + children.flatMap { $0.node.facts }
        }
    }

    let root = Node()

    /// Keys whose facts are elements of a list.
    static let lists: Set<[String]> = [["patches"], ["network", "egress"], ["network", "clients"]]

    init(_ facts: [Fact]) {
        for (index, fact) in facts.enumerated() {
            let node = fact.path.reduce(root) { $0.child($1) }
            if Self.lists.contains(fact.path) { node.elements.append(index) } else { node.fact = index }
        }
        Self.sort(root, as: Profile().encoded(absent: .null))
    }

    /// Known keys in the format's order, those that users choose in the order they were found.
    private static func sort(_ node: Node, as model: Value?) {
        let order = model?.object?.keys ?? []
        node.children = node.children.enumerated().sorted { left, right in
            let (first, second) = (
                order.firstIndex(of: left.element.key), order.firstIndex(of: right.element.key)
            )
            return (first ?? order.count, left.offset) < (second ?? order.count, right.offset)
        }.map(\.element)
        for child in node.children { sort(child.node, as: model?[child.key]) }
    }
}
