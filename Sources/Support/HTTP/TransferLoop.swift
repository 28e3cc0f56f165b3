internal import CCurl
internal import Synchronization

#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// One thread that drives all transfers of a client through libcurl's multi interface.
final class TransferLoop: Sendable {
    private struct State: @unchecked Sendable {
        // The handle may be woken up from any thread; everything else about it is done on the loop's own.
        var multi: UnsafeMutableRawPointer?
        var library: CurlLibrary?
        var thread: pthread_t?
        var waiting: [Transfer] = []
        var cancelled: [Transfer] = []
        var isStopping = false

        func wake() {
            guard let multi, let library else { return }
            _ = library.functions.multi_wakeup(multi)
        }
    }

    private let state = Mutex(State())
    private let connectionLimit: Int

    init(connectionLimit: Int) { self.connectionLimit = connectionLimit }

    /// Takes a transfer over; its completion is called exactly once.
    func start(_ transfer: Transfer, library: CurlLibrary) {
        let isRunning = state.withLock { state in
            if state.multi == nil {
                guard let multi = library.functions.multi_init() else { return false }
                _ = mcp_curl_multi_set_long(
                    library.address,
                    multi,
                    CURLMOPT_MAX_TOTAL_CONNECTIONS,
                    connectionLimit
                )
                state.multi = multi
                state.library = library
                guard let thread = launch(multi, library) else { return false }
                state.thread = thread
            }
            guard state.thread != nil else { return false }
            state.waiting.append(transfer)
            state.wake()
            return true
        }
        if !isRunning { transfer.fail(.invalidRequest, "no thread could be started for it") }
    }

    func cancel(_ transfer: Transfer) {
        transfer.isCancelled.withLock { $0 = true }
        state.withLock { state in
            state.cancelled.append(transfer)
            state.wake()
        }
    }

    /// Ends the thread and waits for it: the process may not end while libcurl is tidying up.
    func stop() {
        let thread = state.withLock { state in
            state.isStopping = true
            state.wake()
            let thread = state.thread
            state.thread = nil
            return thread
        }
        guard let thread else { return }
        // The last reference may be let go on the loop's own thread, by a completion.
        if pthread_equal(thread, pthread_self()) != 0 {
            pthread_detach(thread)
        } else {
            pthread_join(thread, nil)
        }
    }

    private func launch(_ multi: UnsafeMutableRawPointer, _ library: CurlLibrary) -> pthread_t? {
        final class Start {
            let run: () -> Void
            init(run: @escaping () -> Void) { self.run = run }
        }
        let start = Unmanaged.passRetained(Start { [self] in run(multi, library) })
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
                Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().run()
                #else
                if let argument { Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().run() }
                #endif
                return nil
            },
            start.toOpaque()
        )
        guard code == 0 else {
            start.release()
            return nil
        }
        return thread
    }

    private func run(_ multi: UnsafeMutableRawPointer, _ library: CurlLibrary) {
        var running: [UnsafeMutableRawPointer: Transfer] = [:]
        while true {
            let (waiting, cancelled, isStopping) = state.withLock { state in
                defer { (state.waiting, state.cancelled) = ([], []) }
                return (state.waiting, state.cancelled, state.isStopping)
            }
            for transfer in waiting {
                guard !transfer.isCancelled.withLock({ $0 }) else {
                    transfer.fail(.cancelled, "")
                    continue
                }
                guard library.functions.multi_add_handle(multi, transfer.handle) == CURLM_OK else {
                    transfer.fail(.invalidRequest, "libcurl does not take it")
                    continue
                }
                running[transfer.handle] = transfer
            }
            for transfer in cancelled where running.removeValue(forKey: transfer.handle) != nil {
                _ = library.functions.multi_remove_handle(multi, transfer.handle)
                transfer.fail(.cancelled, "")
            }
            if isStopping { break }
            var count: Int32 = 0
            _ = library.functions.multi_perform(multi, &count)
            while let message = library.functions.multi_info_read(multi, &count) {
                guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle else {
                    continue
                }
                let code = mcp_curl_result(message)
                _ = library.functions.multi_remove_handle(multi, handle)
                running.removeValue(forKey: handle)?.finish(code)
            }
            // Until something happens or somebody wakes it; libcurl's own timers are looked at by itself.
            _ = library.functions.multi_poll(multi, nil, 0, 60_000, nil)
        }
        for transfer in running.values {
            _ = library.functions.multi_remove_handle(multi, transfer.handle)
            transfer.fail(.cancelled, "")
        }
        running = [:]
        state.withLock { $0.multi = nil }
        _ = library.functions.multi_cleanup(multi)
    }
}
