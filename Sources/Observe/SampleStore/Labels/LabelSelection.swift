/// Some labels of every set by their names: those of `by (…)` and `on (…)`, or all but those of `without` and `ignoring`.
///
/// Sets can be hashed and compared in what is selected without making new sets, which is what grouping a hundred
/// thousand series needs.
package struct LabelSelection: Sendable {
    /// Sorted by their bytes.
    private let names: [[UInt8]]
    private let keeps: Bool
    /// Whether the selection is everything but the metric name, for which sets have their hash ready.
    private let isWithoutName: Bool

    package init(keeping names: some Sequence<String>) { self.init(names, keeps: true) }
    package init(dropping names: some Sequence<String>) { self.init(names, keeps: false) }

    private init(_ names: some Sequence<String>, keeps: Bool) {
        self.names = Set(names).map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
        self.keeps = keeps
        isWithoutName = !keeps && self.names == [Array(MetricName.label.utf8)]
    }

    /// The labels of the set that are selected.
    package func labels(of labels: Labels) -> Labels {
        if isWithoutName { return labels.withoutName }
        var builder = LabelsBuilder()
        forEach(in: labels) { builder.set($0, $1) }
        return builder.labels()
    }

    /// A hash of what is selected, for `areEqual`; not that of `labels(of:)`.
    package func hash(of labels: Labels) -> UInt64 {
        if isWithoutName { return labels.hashWithoutName }
        var hash: UInt64 = 0
        forEach(in: labels) { name, value in
            hash = LabelHash.combined(LabelHash.combined(hash, LabelHash.hash(name)), LabelHash.hash(value))
        }
        return hash
    }

    /// Whether two sets are the same in what is selected.
    package func areEqual(_ first: Labels, _ second: Labels) -> Bool {
        if isWithoutName { return first.equalsWithoutName(second) }
        return withUnsafeTemporaryAllocation(of: Found.self, capacity: max(first.count, 1)) { found in
            var count = 0
            forEach(in: first) { name, value in
                found.initializeElement(at: count, to: Found(name: name, value: value))
                count += 1
            }
            var index = 0
            var isEqual = true
            // The bytes of `first` stay where they are as long as it lives.
            forEach(in: second) { name, value in
                isEqual =
                    isEqual && index < count && byteOrder(found[index].name, name) == 0
                    && byteOrder(found[index].value, value) == 0
                index += 1
            }
            return withExtendedLifetime(first) { isEqual && index == count }
        }
    }

    private struct Found {
        let name: UnsafeBufferPointer<UInt8>
        let value: UnsafeBufferPointer<UInt8>
    }

    private func forEach(
        in labels: Labels,
        _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Void
    ) {
        var next = 0
        labels.forEach { name, value in
            while next < names.count,
                names[next].withUnsafeBufferPointer({ byteOrder($0, name) < 0 })
            {
                next += 1
            }
            let isNamed =
                next < names.count && names[next].withUnsafeBufferPointer { byteOrder($0, name) == 0 }
            if isNamed == keeps { body(name, value) }
        }
    }
}
