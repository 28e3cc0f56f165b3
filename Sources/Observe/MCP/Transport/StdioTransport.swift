internal import Diagnostics
internal import HTTP
internal import JSONRPC
internal import Processes
internal import Synchronization
internal import Values

/// A program on standard input and output: one message on each line (2025-11-25 and 2026-07-28, "Transports", "stdio").
final class StdioTransport: MCPTransport {
    private struct State {
        var companion: Companion?
        /// Counts the programs started: words of one that was replaced are for nobody.
        var run = 0
        var waiting: [RPCID: CheckedContinuation<Result<Value, MCPFailure>, Never>] = [:]
        var ended: [CheckedContinuation<Void, Never>] = []
    }

    private let command: [String]
    private let environment: [String: String]
    private let folder: String?
    private let answerLimit: Int
    private let state = Mutex(State())

    init(command: [String], environment: [String: String], folder: String?, answerLimit: Int) {
        (self.command, self.environment, self.folder) = (command, environment, folder)
        self.answerLimit = answerLimit
    }

    private var name: String { command.first ?? "an empty command" }

    func exchange(_ message: MCPMessage, deadline: Duration) async -> MCPReply {
        let companion: Companion
        do throws(MCPFailure) { companion = try running() } catch {
            return MCPReply(outcome: .failure(error))
        }
        guard let id = message.request.id else {
            guard companion.send(message.request.bytes) else { return MCPReply(outcome: .failure(ended())) }
            return MCPReply(outcome: .success(.null))
        }
        let start = ContinuousClock.now
        let timer = Task.detached { [self] in
            guard (try? await Task.sleep(for: deadline)) != nil else { return }
            giveUp(id, .transfer(.timedOut), "\(name): no answer in time", method: message.request.method)
        }
        defer { timer.cancel() }
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                state.withLock { $0.waiting[id] = continuation }
                // Not under the lock: what it writes may be answered at once.
                if Task.isCancelled || !companion.send(message.request.bytes) {
                    resume(
                        id,
                        .failure(Task.isCancelled ? MCPFailure(.cancelled, at: name, "given up") : ended())
                    )
                }
            }
        } onCancel: {
            giveUp(id, .cancelled, "the request was given up", method: message.request.method)
        }
        var timings = HTTPTimings()
        timings.total = ContinuousClock.now - start
        timings.firstByte = timings.total
        return MCPReply(outcome: outcome, timings: timings)
    }

    func end(_ session: String, version: String, deadline: Duration) async {}

    /// Ends the program: its standard input first, then signals (section "Shutdown").
    func close(deadline: Duration) async {
        await withCheckedContinuation { continuation in
            let companion = state.withLock { state -> Companion? in
                guard let companion = state.companion else { return nil }
                state.ended.append(continuation)
                return companion
            }
            guard let companion else { return continuation.resume() }
            companion.end(patience: deadline / 2)
        }
    }

    private func running() throws(MCPFailure) -> Companion {
        let result: Result<Companion, MCPFailure> = state.withLock { state in
            if let companion = state.companion { return .success(companion) }
            guard let program = command.first else {
                return .failure(MCPFailure(.ended(""), at: name, "there is no program in the command"))
            }
            var limits = Companion.Limits()
            limits.line = answerLimit
            state.run += 1
            let run = state.run
            do throws(ChildProcess.Failure) {
                let companion = try Companion(
                    program,
                    Array(command.dropFirst()),
                    environment: environment,
                    folder: folder,
                    limits: limits,
                    onEvent: { [weak self] event in self?.take(event, of: run) }
                )
                state.companion = companion
                return .success(companion)
            } catch {
                let reason = if case .notStarted(let reason) = error { reason } else { "\(error)" }
                return .failure(
                    MCPFailure(.ended(""), at: name, "the program could not be started: \(reason)")
                )
            }
        }
        return try result.get()
    }

    private func take(_ event: Companion.Event, of run: Int) {
        switch event {
        case .line(let line): take(line)
        case .tooLong:
            failAll(MCPFailure(.badAnswer, at: name, "a line of more than \(answerLimit) bytes"))
        case .ended(let status):
            let failure = ended(status: status)
            let (waiters, companion) = state.withLock { state in
                guard state.run == run else {
                    return ([], nil) as ([CheckedContinuation<Void, Never>], Companion?)
                }
                defer { (state.ended, state.companion) = ([], nil) }
                return (state.ended, state.companion)
            }
            failAll(failure)
            for waiter in waiters { waiter.resume() }
            withExtendedLifetime(companion) {}
        }
    }

    private func take(_ line: [UInt8]) {
        // What is no message is left out: programs print what they should not.
        guard let message = try? RPCMessage(line, limit: answerLimit) else { return }
        switch message {
        case .request(let request): answer(request)
        case .response(let response):
            resume(
                response.id,
                response.outcome.mapError { error in
                    let said = "the server says: \(shortened(error.message, to: 300)) (code \(error.code))"
                    return MCPFailure(.refused(error), at: name, said)
                }
            )
        }
    }

    /// In the older era a server may ask whether we are there; nothing else was offered to it.
    private func answer(_ request: RPCRequest) {
        guard let id = request.id else { return }
        let response =
            request.method == "ping"
            ? RPCResponse(id: id, result: .object(Object()))
            : RPCResponse(id: id, error: RPCError(RPCError.methodNotFound, "Method not found"))
        let companion = state.withLock { $0.companion }
        companion?.send(response.bytes)
    }

    /// Tells the program as well (section "Cancellation"); a handshake is not to be called off.
    private func giveUp(_ id: RPCID, _ kind: MCPFailure.Kind, _ detail: String, method: String) {
        guard resume(id, .failure(MCPFailure(kind, at: name, detail))), method != "initialize" else { return }
        let notice = RPCRequest.notification("notifications/cancelled", ["requestId": id.value])
        let companion = state.withLock { $0.companion }
        companion?.send(notice.bytes)
    }

    @discardableResult
    private func resume(_ id: RPCID, _ outcome: Result<Value, MCPFailure>) -> Bool {
        let waiter = state.withLock { $0.waiting.removeValue(forKey: id) }
        waiter?.resume(returning: outcome)
        return waiter != nil
    }

    private func failAll(_ failure: MCPFailure) {
        let waiters = state.withLock { state in
            defer { state.waiting = [:] }
            return state.waiting
        }
        for waiter in waiters.values { waiter.resume(returning: .failure(failure)) }
    }

    private func ended(status: Int32? = nil) -> MCPFailure {
        let words = (state.withLock { $0.companion }?.lastErrors ?? "").trimmed
        let last = words.split(whereSeparator: \.isNewline).last.map { ": \(shortened($0, to: 200))" } ?? ""
        let how = status.map { $0 > 128 ? "by signal \($0 - 128)" : "with status \($0)" }
        return MCPFailure(
            .ended(String(words)),
            at: name,
            "the program ended\(how.map { " \($0)" } ?? "")\(last)"
        )
    }
}
