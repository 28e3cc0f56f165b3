/// A stretch of a query's text, in bytes.
package struct TextRange: Hashable, Sendable {
    private let start: UInt32
    private let end: UInt32

    package var lowerBound: Int { Int(start) }
    package var upperBound: Int { Int(end) }

    package init(_ lowerBound: Int, _ upperBound: Int) {
        start = UInt32(clamping: lowerBound)
        end = UInt32(clamping: max(lowerBound, upperBound))
    }

    /// From the beginning of one stretch to the end of a later one.
    package init(from first: TextRange, through last: TextRange) {
        start = first.start
        end = max(first.end, last.end)
    }

    /// What stands there.
    package func text(in query: String) -> Substring {
        let bytes = query.utf8
        let lower = bytes.index(bytes.startIndex, offsetBy: lowerBound, limitedBy: bytes.endIndex)
        let upper = bytes.index(bytes.startIndex, offsetBy: upperBound, limitedBy: bytes.endIndex)
        return query[(lower ?? bytes.endIndex)..<(upper ?? bytes.endIndex)]
    }

    /// Line and column of the beginning, from 1 and in bytes: the `1:5` of Prometheus' messages.
    package func position(in query: String) -> String {
        var line = 1
        var lineStart = 0
        for (offset, byte) in query.utf8.prefix(lowerBound).enumerated() where byte == UInt8(ascii: "\n") {
            line += 1
            lineStart = offset + 1
        }
        return "\(line):\(lowerBound - lineStart + 1)"
    }
}
