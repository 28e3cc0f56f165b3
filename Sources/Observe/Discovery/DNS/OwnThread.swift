#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// Work that waits on the system, on a thread of its own: the few threads of tasks must not wait.
enum OwnThread {
    private final class Work {
        let run: () -> Void
        init(run: @escaping () -> Void) { self.run = run }
    }

    /// What the work comes to; `nil` when the system gives no thread.
    static func result<Result: Sendable>(of work: @escaping @Sendable () -> Result) async -> Result? {
        await withCheckedContinuation { continuation in
            let start = Unmanaged.passRetained(Work { continuation.resume(returning: work()) })
            #if canImport(Darwin)
            var thread: pthread_t?
            #else
            var thread = pthread_t()
            #endif
            let code = pthread_create(
                &thread,
                nil,
                { argument in
                    #if canImport(Darwin)
                    Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run()
                    #else
                    if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run() }
                    #endif
                    return nil
                },
                start.toOpaque()
            )
            guard code == 0 else {
                start.release()
                return continuation.resume(returning: nil)
            }
            #if canImport(Darwin)
            if let thread { pthread_detach(thread) }
            #else
            pthread_detach(thread)
            #endif
        }
    }
}
