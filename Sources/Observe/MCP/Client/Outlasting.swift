internal import Synchronization

/// A step that goes on when nobody waits for it any more: what it opens must be closed even so.
struct Outlasting<Value: Sendable>: Sendable {
    private enum State {
        case running
        case waitedFor(CheckedContinuation<Value?, Never>)
        case finished(Value)
        case abandoned
    }

    private final class Shared: Sendable {
        let state = Mutex(State.running)

        /// Ends the waiting without a value.
        func abandon() {
            let waiter = state.withLock { state -> CheckedContinuation<Value?, Never>? in
                switch state {
                case .waitedFor(let waiter):
                    state = .abandoned
                    return waiter
                case .running:
                    state = .abandoned
                    return nil
                case .finished, .abandoned: return nil
                }
            }
            waiter?.resume(returning: nil)
        }
    }

    private let shared = Shared()
    /// The step and what `late` makes of it; over at once when the value was taken.
    let task: Task<Void, Never>

    /// Starts a step; `late` gets its value when nobody waits for it any more.
    init(
        _ step: @escaping @Sendable () async -> Value,
        late: @escaping @Sendable (Value) async -> Void
    ) {
        let shared = shared
        task = Task.detached {
            let value = await step()
            let (waiter, isLate) = shared.state.withLock {
                state -> (CheckedContinuation<Value?, Never>?, Bool) in
                switch state {
                case .running:
                    state = .finished(value)
                    return (nil, false)
                case .waitedFor(let waiter):
                    state = .finished(value)
                    return (waiter, false)
                case .finished, .abandoned: return (nil, true)
                }
            }
            waiter?.resume(returning: value)
            if isLate { await late(value) }
        }
    }

    /// The value, unless the time is up or the waiting task is cancelled before; to be asked once.
    func value(within limit: Duration) async -> Value? {
        let shared = shared
        let timer = Task.detached {
            guard (try? await Task.sleep(for: limit)) != nil else { return }
            shared.abandon()
        }
        defer { timer.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let ready = shared.state.withLock { state -> Value?? in
                    switch state {
                    case .running:
                        state = .waitedFor(continuation)
                        return nil
                    case .finished(let value): return .some(value)
                    case .abandoned, .waitedFor: return .some(nil)
                    }
                }
                if let ready { continuation.resume(returning: ready) }
            }
        } onCancel: {
            shared.abandon()
        }
    }
}
