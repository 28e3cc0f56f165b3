internal import SampleStore

/// The groups of an aggregation, numbered in the order they come up.
struct GroupIndex {
    private let grouping: Grouping
    private var places = RowHashes()
    private(set) var labels: ContiguousArray<Labels> = []
    /// Whether the metric name of the group goes at the end of the query.
    private(set) var dropsName: ContiguousArray<Bool> = []

    init(_ grouping: Grouping) { self.grouping = grouping }

    var count: Int { labels.count }

    /// The number of the row's group.
    mutating func group(of labels: Labels, dropsName: Bool) -> Int {
        let group =
            grouping.isTrivial
            ? 0 : places.insert(grouping.hash(of: labels), self.labels.count)
        if group == self.labels.count {
            self.labels.append(grouping.selection.labels(of: labels))
            self.dropsName.append(dropsName)
        } else if dropsName {
            self.dropsName[group] = true
        }
        return group
    }
}
