internal import SampleStore

extension SeriesTable {
    /// Makes one row of those with the same labels; two samples at one step are an error.
    ///
    /// Whether the name goes later does not count: the labels are as they are now.
    mutating func mergeEqualRows() throws(QueryError) {
        guard count > 1 else { return }
        var places = RowHashes(capacity: count)
        var merged: Set<Int> = []
        for row in 0..<count {
            let place = places.insert(labels[row].hash, row)
            guard place != row else { continue }
            for step in 0..<steps where !self[row, step].isAbsent {
                guard self[place, step].isAbsent else { throw .sameLabels }
                self[place, step] = self[row, step]
            }
            merged.insert(row)
        }
        if !merged.isEmpty { keepRows { !merged.contains($0) } }
    }

    /// Throws when two rows have the same labels.
    func refuseEqualRows() throws(QueryError) {
        guard count > 1 else { return }
        var places = RowHashes(capacity: count)
        for row in 0..<count where places.insert(labels[row].hash, row) != row { throw .sameLabels }
    }

    /// Takes the names away that had been kept so far, and merges what falls together.
    mutating func removeDelayedNames() throws(QueryError) {
        for row in 0..<count where dropsName[row] {
            setLabels(labels[row].withoutMetadata, dropsName: false, at: row)
        }
        try mergeEqualRows()
    }
}
