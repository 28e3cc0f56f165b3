internal import Diagnostics
internal import SampleStore
internal import TerminalUI

/// Label sets as columns of a table, without what all of them have in common.
struct LabelColumns {
    /// The labels that all series share as a line above the table; empty when there are none.
    let title: String
    let columns: [TextTable.Column]
    private let names: [String]?

    init(_ sets: [Labels], isWide: Bool, limit: Int) {
        let all = labelNames(of: sets)
        var shared: [(String, String)] = []
        if !isWide, sets.count > 1, let first = sets.first {
            shared = first.pairs.filter { pair in sets.allSatisfy { $0[pair.name] == pair.value } }
                .map { ($0.name, $0.value) }
        }
        let names = all.filter { name in !shared.contains { $0.0 == name } }
        title = shared.isEmpty ? "" : visible(Labels(shared).description) + "\n"
        if sets.count > 1 || isWide, !names.isEmpty, isWide || names.count <= limit {
            self.names = names
            columns = names.map { .init($0 == "__name__" ? "METRIC" : visible($0)) }
        } else {
            self.names = nil
            columns = [.init("SERIES")]
        }
        sharedNames = Set(shared.map(\.0))
    }

    private let sharedNames: Set<String>

    /// The texts of a series' labels; a dash where it has none.
    func cells(of labels: Labels) -> [String] {
        guard let names else { return [visible(labels.dropping(sharedNames).description)] }
        return names.map { labels[$0].map { visible($0) } ?? "-" }
    }
}
