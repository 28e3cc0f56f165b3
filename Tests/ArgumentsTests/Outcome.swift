import Synchronization

@testable import Arguments

/// What one run of the sample program did.
struct Outcome: Equatable, CustomStringConvertible {
    var status: ExitStatus
    var output = ""
    var error = ""

    var description: String { "\(status)\n\(output)\(error)" }
}

private final class Recorder: Sendable {
    let output = Mutex("")
    let error = Mutex("")
}

/// Runs the sample program as its executable would.
func run(_ words: [String], environment: [String: String] = [:], style: TextStyle = .plain) async -> Outcome {
    let recorder = Recorder()
    let streams = Streams(
        style: style,
        output: { text in recorder.output.withLock { $0 += text } },
        error: { text in recorder.error.withLock { $0 += text } }
    )
    let status = await sample.run(words: words, environment: environment, streams: streams) { _ in .failure }
    return Outcome(
        status: status,
        output: recorder.output.withLock(\.self),
        error: recorder.error.withLock(\.self)
    )
}

func run(_ line: String, environment: [String: String] = [:]) async -> Outcome {
    await run(line.split(separator: " ").map(String.init), environment: environment)
}

/// The command that the words describe.
func command(_ words: [String], environment: [String: String] = [:]) throws -> any Command {
    switch try sample.request(words, environment: environment, width: 80, style: .plain) {
    case .run(let command, _): return command
    case .show(let page): throw UsageError("shown instead: \(page)")
    }
}

func command<C: Command>(_: C.Type, _ line: String, environment: [String: String] = [:]) throws -> C {
    let found = try command(line.split(separator: " ").map(String.init), environment: environment)
    guard let found = found as? C else { throw UsageError("another command: \(found)") }
    return found
}
