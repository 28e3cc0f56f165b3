/// Draws numbers as bars one row high, from the lowest of them, or from zero, to the highest.
///
/// What is not there, or is not finite, stays blank: a gap is never drawn over. More numbers than columns are averaged.
package func sparkline(_ values: [Double?], width: Int, fromZero: Bool = false) -> String {
    let columns = averaged(values.map { $0.flatMap { $0.isFinite ? $0 : nil } }, to: max(width, 1))
    let bars = Array("▁▂▃▄▅▆▇█")
    guard let lowest = columns.compactMap(\.self).min(), let high = columns.compactMap(\.self).max() else {
        return String(repeating: " ", count: columns.count)
    }
    let low = fromZero ? min(lowest, 0) : lowest
    let drawn = columns.map { value -> Character in
        guard let value else { return " " }
        // Halves, because the difference of two numbers may be too large to be one.
        let (height, range) = (value / 2 - low / 2, high / 2 - low / 2)
        // Numbers that are all the same: on the ground when they are zero, else in the middle.
        guard range > 0 else { return bars[value == 0 ? 0 : bars.count / 2 - 1] }
        return bars[min(Int(height / range * Double(bars.count)), bars.count - 1)]
    }
    return String(drawn)
}

/// The numbers in so many parts at most, each the mean of what is there.
private func averaged(_ values: [Double?], to count: Int) -> [Double?] {
    guard values.count > count else { return values }
    return (0..<count).map { part in
        let (start, end) = (part * values.count / count, (part + 1) * values.count / count)
        let there = values[start..<end].compactMap(\.self)
        return there.isEmpty ? nil : there.reduce(0) { $0 + $1 / Double(there.count) }
    }
}
