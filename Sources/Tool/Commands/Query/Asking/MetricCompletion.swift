internal import Arguments
internal import Exposition
internal import FileSystem
internal import PromQL

/// What a query may go on with: metrics of the file that is asked, and functions.
enum MetricCompletion {
    /// Larger files would make a shell wait.
    private static let sizeLimit = 8 << 20

    static func candidates(_ context: CompletionContext) -> [Candidate] {
        let typed = context.typed
        let isName: (Character) -> Bool = {
            $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "_" || $0 == ":"
        }
        var start = typed.endIndex
        while start > typed.startIndex, isName(typed[typed.index(before: start)]) {
            start = typed.index(before: start)
        }
        let (head, word) = (typed[..<start], typed[start...])
        let metrics = context.values(of: "--from").flatMap(names)
        let functions = FunctionSignature.all.filter { !$0.isExperimental }.map { "\($0.name)(" }
        return (Set(metrics).sorted() + functions.sorted()).filter { $0.hasPrefix(word) }.map {
            Candidate(head + $0)
        }
    }

    private static func names(in path: String) -> [String] {
        // Addresses and standard input are not asked while somebody types.
        guard Files.isFile(path), let body = try? Files.read(path, limit: sizeLimit) else { return [] }
        var rows = ExpositionRows()
        let parser = ExpositionParser(Dialect(of: body))
        guard (try? parser.parse(body, into: &rows)) != nil else { return [] }
        return body.withUnsafeBufferPointer { body in
            let text = SeriesText(body)
            var names = Set<String>()
            for row in 0..<rows.count { names.insert(text.plain(rows.spans[row].name)) }
            return Array(names)
        }
    }
}
