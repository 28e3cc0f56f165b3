/// What is wrong with something that a server depends on.
struct BackendFault: Sendable, Equatable {
    /// Milliseconds that every call takes longer.
    var delay: Double = 0
    /// The part of calls that fail, from 0 to 1.
    var errorRatio: Double = 0

    static let down = BackendFault(delay: 0, errorRatio: 1)
}
