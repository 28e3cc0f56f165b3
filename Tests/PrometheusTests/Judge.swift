import FileSystem
import Foundation
import TestSupport

/// The public judges of what is rendered, where they are installed (scripts/setup --test).
enum Judge {
    static func isInstalled(_ program: String) -> Bool { path(program) != nil }

    private static func path(_ program: String) -> String? {
        ["/usr/bin/", "/usr/local/bin/"].map { $0 + program }.first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }

    /// What it says, and whether it is content.
    static func run(_ program: String, _ arguments: String...) throws -> (isContent: Bool, said: String) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: path(program) ?? program)
        process.arguments = arguments
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus == 0, String(decoding: bytes, as: UTF8.self))
    }
}
