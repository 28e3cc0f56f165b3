import Foundation
import Processes
import TestSupport

/// A server that nobody here wrote, started by a script of a folder that the environment names.
///
/// The tests of such servers run where `MCPCTL_REAL_SERVERS` is set: they install packages from PyPI.
final class RealServer: Sendable {
    static let folder = ProcessInfo.processInfo.environment["MCPCTL_REAL_SERVERS"]

    let url: String
    private let name: String

    /// Starts it on a port that is free now; `start-fastmcp.sh` is `fastmcp`.
    init(_ script: String, environment: [String: String] = [:]) throws {
        let port = try Self.freePort()
        name = "\(script)-probe-\(port)"
        url = "http://127.0.0.1:\(port)/mcp"
        let words = ["NAME": name, "PORT": "\(port)"].merging(environment) { $1 }
        try Self.run("start-\(script).sh", [], words)
    }

    deinit { try? Self.run("stop.sh", [name], [:]) }

    private static func run(_ script: String, _ words: [String], _ environment: [String: String]) throws {
        let own = ProcessInfo.processInfo.environment
        var child = ChildProcess(
            "/bin/bash",
            ["\(folder ?? "")/\(script)"] + words,
            environment: own.merging(environment) { $1 }
        )
        // The first of them installs packages.
        child.deadline = .seconds(600)
        let output = try child.run()
        guard output.status == 0 else { throw Failed(words: String(decoding: output.errors, as: UTF8.self)) }
    }

    struct Failed: Error { let words: String }

    private static func freePort() throws -> Int {
        let finder = try PythonServer(script("port"))
        guard let port = Int(finder.place) else { throw Failed(words: "no port") }
        return port
    }
}
