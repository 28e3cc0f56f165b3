internal import Foundation

/// A server of the tests, run by python3 until the value goes away.
package final class PythonServer: Sendable {
    /// What it printed first: its port, its address, or the path of its socket.
    package let place: String
    private let process: Process

    /// Starts a script and waits until it says where it listens.
    package init(
        _ script: String,
        _ words: String...,
        python: String = "/usr/bin/python3",
        environment: [String: String] = [:]
    ) throws {
        process = Process()
        process.executableURL = URL(filePath: python)
        process.arguments = [script] + words
        process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        var line: [UInt8] = []
        while let byte = try pipe.fileHandleForReading.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") {
            line.append(byte)
        }
        place = String(decoding: line, as: UTF8.self)
        guard !place.isEmpty else { throw CocoaError(.executableLoad) }
    }

    deinit {
        // Not SIGTERM: a child inherits the signals that are blocked on the thread that started it.
        kill(process.processIdentifier, SIGKILL)
    }
}
