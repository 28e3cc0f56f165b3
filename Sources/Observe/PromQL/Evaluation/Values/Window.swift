/// The float samples of one series that a range function looks at for one step.
///
/// Staleness markers are left out. The pointers are good during the call only.
struct Window {
    /// Milliseconds since the epoch, growing.
    let timestamps: UnsafePointer<Int64>
    let values: UnsafePointer<Double>
    /// At least one.
    let count: Int
    /// Milliseconds since the epoch; a sample exactly here is outside.
    let start: Int64
    /// Milliseconds since the epoch; a sample exactly here is inside.
    let end: Int64
    /// The step, which is the end of the window only without `offset` and `@`.
    let time: Int64
    /// Whether no value of the whole series is below the one before it.
    let neverFalls: Bool

    var lastValue: Double { values[count - 1] }
    /// The range of the selector in seconds.
    var seconds: Double { Double(end &- start) / 1000 }
}
