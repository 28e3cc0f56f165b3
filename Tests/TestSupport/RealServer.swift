internal import Foundation
internal import Processes

/// A server that nobody here wrote, started by a script of a folder that the environment names; it ends with the value.
///
/// The tests of such servers run where `MCPCTL_REAL_SERVERS` is set: they install packages from PyPI.
package final class RealServer: Sendable {
    package static let folder = ProcessInfo.processInfo.environment["MCPCTL_REAL_SERVERS"]
    package static var isThere: Bool { folder != nil }

    /// Where it listens: `http://127.0.0.1:PORT`.
    package let base: String
    package var url: String { "\(base)/mcp" }
    private let name: String

    /// Starts it on a port that is free now; `start-fastmcp.sh` is `fastmcp`.
    package init(_ script: String, environment: [String: String] = [:]) throws {
        let port = try Self.freePort()
        // Other runs of the tests have servers of their own.
        name = "\(script)-\(port)-\(ProcessInfo.processInfo.processIdentifier)"
        base = "http://127.0.0.1:\(port)"
        let words = ["NAME": name, "PORT": "\(port)"].merging(environment) { $1 }
        try Self.run("start-\(script).sh", [], words)
    }

    deinit { try? Self.run("stop.sh", [name], [:]) }

    /// Sends a signal to the server, as `SIGSTOP`.
    package func signal(_ signal: Int32) throws {
        let variables = ProcessInfo.processInfo.environment
        let cache = variables["XDG_CACHE_HOME"] ?? "\(variables["HOME"] ?? "/root")/.cache"
        let home = variables["SERVERS_HOME"] ?? "\(cache)/mcpctl/real-servers"
        let text = try String(contentsOfFile: "\(home)/pids/\(name).pid", encoding: .utf8)
        guard let pid = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)) else { return }
        kill(pid, signal)
    }

    /// Runs a script to its end: not as Foundation's `Process`, which would wait for the server that it leaves behind.
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

    package struct Failed: Error { package let words: String }

    private static func freePort() throws -> Int {
        let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(file) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(file, $0, size) == 0 && getsockname(file, $0, &size) == 0
            }
        }
        guard isBound else { throw Failed(words: "no port is free") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
