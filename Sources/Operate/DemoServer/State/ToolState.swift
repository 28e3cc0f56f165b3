/// A tool while its server runs.
struct ToolState: Sendable {
    let role: ToolRole
    var isEnabled = true
    /// Seconds; changed by an operator.
    var timeout: Double
    var statistics = CallStatistics()

    init(_ role: ToolRole, timeout: Double) { (self.role, self.timeout) = (role, timeout) }
}
