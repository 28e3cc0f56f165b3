import Glibc
import Testing

/// The expressions of Prometheus' test scripts, when the folder of public corpora is there.
enum Corpus {
    static let expressions: [String]? = {
        guard let paths = scripts else { return nil }
        return paths.flatMap { path in
            lines(of: path).compactMap { expression(in: $0) }
        }
    }()

    private static let scripts: [String]? = {
        let package = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        let corpus = getenv("MCPCTL_CORPUS").map { String(cString: $0) } ?? "/\(package)/../shared/corpus"
        guard let folder = opendir("\(corpus)/promqltest") else { return nil }
        defer { closedir(folder) }
        var paths: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasSuffix(".test") { paths.append("\(corpus)/promqltest/\(name)") }
        }
        return paths.sorted()
    }()

    private static func lines(of path: String) -> [Substring] {
        guard let stream = fopen(path, "r") else { return [] }
        defer { fclose(stream) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 {
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    }

    /// What follows the times of an `eval` command.
    private static func expression(in line: Substring) -> String? {
        var words = line.drop { $0 == " " || $0 == "\t" }
        func word() -> Substring {
            let word = words.prefix { $0 != " " }
            words = words.dropFirst(word.count).drop { $0 == " " }
            return word
        }
        guard word().hasPrefix("eval") else { return nil }
        let times = word() == "instant" ? 2 : 6
        for _ in 0..<times { _ = word() }
        return String(words)
    }
}
