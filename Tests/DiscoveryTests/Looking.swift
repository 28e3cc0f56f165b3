import Diagnostics
import Profile
import Synchronization
import Templates
import TestSupport
import Testing
import Values
import YAML

@testable import Discovery

/// The path of a script beside the tests.
func script(_ name: String) -> String {
    let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return folder.joined(separator: "/") + "/servers/\(name)"
}

/// A profile whose server has everything on ports of its own, and an environment `test` with these lines.
func profiles(_ environment: String, at name: String? = "test") throws -> [ResolvedProfile] {
    let text = """
        apiVersion: mcpctl.dev/v1
        name: weather
        version: 1.4.0
        image: ghcr.io/acme/weather:1.4.0
        server: {port: 3000, path: /mcp}
        health: {path: /health, readiness: /ready, port: 8080}
        metrics: {enabled: true, port: 9464}
        admin: {enabled: true}
        environments:
          test:
        \(environment.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n"))

        """
    let file = SourceFile(name: "p", text: text, hidesSecrets: true)
    return try ProfileResolver(templates: .embedded).servers(
        of: try YAML.document(in: file),
        environment: name
    )
}

/// What an environment with these lines, and a command line, come to.
func plan(
    _ environment: String,
    wish: TargetWish = TargetWish(),
    folder: String? = nil,
    variables: [String: String] = [:]
) throws -> TargetPlan {
    try TargetPlan(
        profiles: try profiles(environment),
        environment: "test",
        wish: wish,
        folder: folder,
        variables: variables
    )
}

/// Reads a source in the background, so that tests can wait for what it says.
final class Looking: Sendable {
    private final class Heard: Sendable {
        struct State {
            var targets: [FleetTarget]?
            var problems: [Diagnostic] = []
        }
        let state = Mutex(State())
    }

    private let heard = Heard()
    private let task: Task<Void, Never>

    init(_ source: any TargetSource) {
        task = Task { [heard] in
            for await update in source.updates() {
                heard.state.withLock { state in
                    switch update {
                    case .targets(let targets): state.targets = targets
                    case .problem(let problem): state.problems.append(problem)
                    }
                }
            }
        }
    }

    deinit { task.cancel() }

    var problems: [Diagnostic] { heard.state.withLock { $0.problems } }

    /// The targets, once they are as wanted; what they are after half a minute otherwise.
    @discardableResult
    func targets(
        _ isWanted: @Sendable ([FleetTarget]) -> Bool = { _ in true },
        sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) async throws -> [FleetTarget] {
        var last: [FleetTarget]?
        for _ in 0..<1500 {
            last = heard.state.withLock { $0.targets }
            if let last, isWanted(last) { return last }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record(
            "the targets are \(String(describing: last)), with \(problems)",
            sourceLocation: sourceLocation
        )
        return last ?? []
    }

    /// The first problem whose message holds these words.
    func problem(_ words: String, sourceLocation: Testing.SourceLocation = #_sourceLocation) async throws
        -> Diagnostic
    {
        for _ in 0..<1500 {
            if let found = problems.first(where: { $0.message.contains(words) }) { return found }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record("no problem says '\(words)': \(problems)", sourceLocation: sourceLocation)
        throw Missing()
    }

    private struct Missing: Error {}
}
