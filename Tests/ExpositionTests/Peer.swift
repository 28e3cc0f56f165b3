import Exposition
import Foundation

/// The interpreter with Prometheus' client in it.
enum Peer {
    /// `MCPCTL_PROMETHEUS_CLIENT`, or where scripts/setup puts it.
    static let python: String? = {
        let environment = ProcessInfo.processInfo.environment
        let cache = environment["XDG_CACHE_HOME"] ?? "\(environment["HOME"] ?? "")/.cache"
        let path =
            environment["MCPCTL_PROMETHEUS_CLIENT"] ?? "\(cache)/mcpctl/peers/prometheus-client/bin/python"
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }()

    static let isThere = python != nil

    /// The samples of each text in the notation of `peer.py`; nothing where the client refuses it.
    static func samples(_ texts: [(dialect: Dialect, text: String)]) throws -> [[String]?] {
        let input = try JSONEncoder().encode(
            texts.map { [$0.dialect == .text ? "text" : "openmetrics", $0.text] }
        )
        let scratch = FileManager.default.temporaryDirectory.appending(
            path: "mcpctl-peer-\(UInt64.random(in: 0 ... .max))"
        )
        try input.write(to: scratch)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let process = Process()
        process.executableURL = URL(filePath: python ?? "")
        process.arguments = [#filePath.replacing("Peer.swift", with: "peer.py")]
        process.standardInput = try FileHandle(forReadingFrom: scratch)
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return try JSONDecoder().decode([[String]?].self, from: output)
    }
}
