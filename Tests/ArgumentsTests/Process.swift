import FoundationEssentials

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Whether a program can be found, so that a test of it can be skipped where it is not installed.
func isInstalled(_ tool: String) -> Bool {
    ["/bin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].contains {
        access("\($0)/\(tool)", X_OK) == 0
    }
}

/// What a shell command writes to its standard output.
func output(of command: String) -> String {
    guard let stream = popen(command, "r") else { return "" }
    defer { pclose(stream) }
    var bytes: [UInt8] = []
    var byte = fgetc(stream)
    while byte != EOF {
        bytes.append(UInt8(truncatingIfNeeded: byte))
        byte = fgetc(stream)
    }
    return String(decoding: bytes, as: UTF8.self)
}

/// A folder of its own for the duration of `body`.
func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.path + "/arguments-\(UInt64.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
}

func write(_ text: String, to path: String) throws { try Data(text.utf8).write(to: URL(filePath: path)) }
