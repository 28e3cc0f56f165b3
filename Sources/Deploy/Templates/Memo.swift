internal import Synchronization

/// Values made once for each name and kept: a template is read and compiled once, however many servers are rendered.
package final class Memo<Kept: Sendable>: Sendable {
    private let values = Mutex<[String: Kept]>([:])

    package init() {}

    /// The value of a name, made when it is asked for the first time.
    package func value<Failure: Error>(_ name: String, make: () throws(Failure) -> Kept) throws(Failure)
        -> Kept
    {
        if let kept = values.withLock({ $0[name] }) { return kept }
        let made = try make()
        values.withLock { $0[name] = made }
        return made
    }
}
