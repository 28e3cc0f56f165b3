internal import Foundation

/// One run of the real program in a folder.
package struct ToolRun: Sendable {
    package let words: [String]
    package let status: Int32
    package let output: String
    package let errors: String

    /// Runs `mcpctl` with these words, an environment of its own, and a text on standard input.
    package init(
        _ words: [String],
        in folder: TemporaryFolder,
        environment: [String: String] = [:],
        input: String = ""
    ) throws {
        let process = Process()
        process.executableURL = URL(filePath: Self.executable)
        process.arguments = words
        process.currentDirectoryURL = URL(filePath: folder.path)
        process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
        let scratch = try TemporaryFolder()
        try scratch.write(input, to: "input")
        // Files cannot fill up as pipes do.
        for name in ["output", "errors"] { try scratch.write("", to: name) }
        process.standardInput = FileHandle(forReadingAtPath: "\(scratch.path)/input")
        process.standardOutput = FileHandle(forWritingAtPath: "\(scratch.path)/output")
        process.standardError = FileHandle(forWritingAtPath: "\(scratch.path)/errors")
        try process.run()
        process.waitUntilExit()
        self.words = words
        status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
        output = scratch.text(of: "output") ?? ""
        errors = scratch.text(of: "errors") ?? ""
    }

    /// The program that was built beside the tests.
    package static let executable: String = {
        let own = CommandLine.arguments.first ?? ""
        let folder = own.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
            separator: "/"
        )
        return ProcessInfo.processInfo.environment["MCPCTL_BINARY"] ?? "\(folder)/mcpctl"
    }()

    /// What a snapshot holds: the words, how it ended, and both streams.
    package var transcript: String {
        let command = (["mcpctl"] + words).map { $0.contains(" ") || $0.isEmpty ? "'\($0)'" : $0 }
        var text = "$ \(command.joined(separator: " "))\n"
        text += output
        if !errors.isEmpty { text += "--- standard error\n\(errors)" }
        return text + "--- exit status \(status)\n"
    }
}
