internal import Synchronization

/// The newest values of different content, so that targets which have the same hold it together in memory.
///
/// Thousands of targets of one software differ in numbers only, as a rule; what differs more often is forgotten.
package struct NewestValues<Value: Equatable & Sendable>: ~Copyable, Sendable {
    private let newest = Mutex<[Value]>([])
    private let most: Int

    package init(most: Int = 16) { self.most = most }

    /// An equal value of somebody else, or this one.
    package func shared(_ value: Value) -> Value {
        newest.withLock { newest in
            var value = value
            if let place = newest.firstIndex(of: value) { value = newest.remove(at: place) }
            newest.insert(value, at: 0)
            if newest.count > most { newest.removeLast() }
            return value
        }
    }
}
