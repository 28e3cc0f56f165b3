internal import Synchronization

/// Wakes the one who waits before the time is up.
final class Bell: Sendable {
    private struct State {
        var isRung = false
        /// Until when somebody sleeps, and the task that does.
        var sleep: (until: Int64, task: Task<Void, Never>)?
    }

    private let state = Mutex(State())

    /// Ends the wait that is on, or the next one.
    func ring() {
        state.withLock { state in
            state.isRung = true
            state.sleep?.task.cancel()
        }
    }

    /// Rings only when the one who waits would sleep beyond that time.
    func ring(before ticks: Int64) {
        state.withLock { state in
            guard let sleep = state.sleep else {
                state.isRung = true
                return
            }
            guard sleep.until > ticks else { return }
            state.isRung = true
            sleep.task.cancel()
        }
    }

    /// Returns at that many ticks, when somebody rings, or when the task is cancelled.
    func wait(until ticks: Int64, _ clock: some FleetClock) async {
        let task: Task<Void, Never>? = state.withLock { state in
            guard !state.isRung else {
                state.isRung = false
                return nil
            }
            let task = Task { await clock.sleep(until: ticks) }
            state.sleep = (ticks, task)
            return task
        }
        guard let task else { return }
        await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
        state.withLock { state in
            state.isRung = false
            state.sleep = nil
        }
    }
}
