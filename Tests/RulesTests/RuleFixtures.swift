import Diagnostics
import Glibc
import Rules

/// promtool's own files of rules and tests, when the folder of public corpora is there.
enum RuleFixtures {
    static let folder: String? = {
        let package = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let corpus = getenv("MCPCTL_CORPUS").map { String(cString: $0) } ?? "/\(package)/../shared/corpus"
        return access("\(corpus)/rules/rules.yml", R_OK) == 0 ? "\(corpus)/rules" : nil
    }()

    static let promtool: String? = ["/usr/bin/promtool", "/usr/local/bin/promtool"].first {
        access($0, X_OK) == 0
    }

    static func test(_ files: [SourceFile], stepByStep: Bool = false) -> RuleTestReport {
        var options = RuleTestRunner.Options()
        options.goesStepByStep = stepByStep
        return RuleTestRunner.run(files, options) { pattern, file in
            RulePaths.files(matching: pattern, besides: file).compactMap { try? RulePaths.read($0) }
        }
    }

    /// Runs promtool; its exit status and all it says.
    static func promtool(_ arguments: [String]) -> (status: Int32, output: String)? {
        guard let promtool else { return nil }
        let words = ([promtool] + arguments).map { "'\($0)'" }.joined(separator: " ")
        guard let stream = popen("\(words) 2>&1", "r") else { return nil }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 {
            bytes += buffer[..<count]
        }
        let status = pclose(stream)
        return (status >> 8 & 0xFF, String(decoding: bytes, as: UTF8.self))
    }
}
