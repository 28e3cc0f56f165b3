import Exposition
import Foundation

/// Bodies of real servers, where they are there: `MCPCTL_CORPUS/exposition`, and captures beside the corpora.
struct Corpus {
    let name: String
    let bytes: [UInt8]
    let dialect: Dialect

    static let isThere = !bodies.isEmpty

    static let bodies: [Corpus] = {
        let package = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let environment = ProcessInfo.processInfo.environment
        let folder = environment["MCPCTL_CORPUS"] ?? "/\(package)/../shared/corpus"
        return ["\(folder)/exposition", "\(folder)/../captures"].flatMap { folder in
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            return names.sorted().compactMap { name -> Corpus? in
                let isMetrics =
                    name.hasSuffix(".om.txt") || name.hasSuffix(".prom.txt") || name.contains("metrics")
                guard isMetrics, name.hasSuffix(".txt"),
                    let data = FileManager.default.contents(atPath: "\(folder)/\(name)")
                else { return nil }
                return Corpus(name, data)
            }
        }
    }()

    /// Captures hold the whole answer: the body begins behind the first empty line.
    private init(_ name: String, _ data: Data) {
        self.name = name
        var body = data
        if body.starts(with: "HTTP/".utf8), let end = body.firstRange(of: Data("\r\n\r\n".utf8)) {
            body = body[end.upperBound...]
        }
        bytes = Array(body)
        dialect = name.hasSuffix(".om.txt") ? .openMetrics : .text
    }
}
