/// What rows must show to be seen: a text in any of their columns, or, after `!`, in none of them.
struct TableFilter: Sendable, Hashable {
    var text = ""

    var isEmpty: Bool { needle.isEmpty }
    private var isInverted: Bool { text.hasPrefix("!") }
    private var needle: Substring { isInverted ? text.dropFirst() : text[...] }

    /// Letters match whatever their case.
    func admits(_ cells: some Sequence<String>) -> Bool {
        if isEmpty { return true }
        let needle = needle.lowercased()
        return cells.contains { $0.lowercased().contains(needle) } != isInverted
    }
}
