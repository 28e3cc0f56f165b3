package import Diagnostics

/// Why a scrape brought nothing.
package enum ExpositionError: Error, Sendable, Hashable {
    /// The first bad line; in strict mode it costs the scrape.
    case malformed(PlacedFault)
    /// The body is longer than allowed.
    case tooLong(bytes: Int, limit: Int)
    /// More samples than allowed, or a sample with too much; the line and column where the limit was passed.
    case overLimit(Limit, limit: Int, line: Int, column: Int)

    package enum Limit: Sendable, Hashable {
        case samples, metadataLines, labels, nameBytes, labelValueBytes
    }

    /// The message with its place in the file or under the address that the user knows.
    package func diagnostic(name: String) -> Diagnostic {
        switch self {
        case .malformed(let fault): return fault.diagnostic(name: name)
        case .tooLong(let bytes, let limit):
            return .error(
                "\(name): the body has \(bytes) bytes, more than the \(limit) allowed",
                hint: "raise the limit on bytes, or let the target expose less"
            )
        case .overLimit(let what, let limit, let line, let column):
            let subject =
                switch what {
                case .samples: "more than the \(limit) samples allowed"
                case .metadataLines: "more than the \(limit) HELP, TYPE and UNIT lines allowed"
                case .labels: "a sample with more than the \(limit) labels allowed"
                case .nameBytes: "a name longer than the \(limit) bytes allowed"
                case .labelValueBytes: "a label value longer than the \(limit) bytes allowed"
                }
            let file = SourceFile(name: name, text: "")
            return .error(
                subject,
                at: SourceLocation(file: file, line: line, column: column),
                hint: "raise the limit, or let the target expose less"
            )
        }
    }
}

/// A bad line with its place and its text.
package struct PlacedFault: Error, Sendable, Hashable {
    package let kind: FaultKind
    /// Counted from 1.
    package let line: Int
    /// Counted from 1 in Unicode scalars.
    package let column: Int
    /// The line, cut when it is long.
    package let text: String

    private static let longestText = 4096

    init(_ fault: LineFault, in body: UnsafeBufferPointer<UInt8>) {
        let offset = min(fault.offset, body.count)
        let start = body[..<offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let end = body[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? body.count
        kind = fault.kind
        line = 1 + body[..<start].count { $0 == UInt8(ascii: "\n") }
        column = 1 + String(decoding: body[start..<offset], as: UTF8.self).unicodeScalars.count
        text = String(decoding: body[start..<min(end, start + Self.longestText)], as: UTF8.self)
    }

    package func diagnostic(name: String) -> Diagnostic {
        // Only this line of the body was kept; the lines before it count.
        let file = SourceFile(name: name, text: String(repeating: "\n", count: line - 1) + text)
        let location = SourceLocation(file: file, line: line, column: column)
        return .error(kind.message, at: location, hint: kind.hint)
    }
}
