/// A place in a text.
///
/// Lines and columns count from 1; a column is a Unicode scalar.
package struct SourceLocation: Sendable, Hashable {
    package let file: SourceFile
    private let packedLine: UInt32
    private let packedColumn: UInt32

    package var line: Int { Int(packedLine) }
    package var column: Int { Int(packedColumn) }

    package init(file: SourceFile, line: Int, column: Int) {
        self.file = file
        packedLine = UInt32(clamping: line)
        packedColumn = UInt32(clamping: column)
    }
}

extension SourceLocation: CustomStringConvertible {
    /// File, line and column, as in `mcpctl.yaml:12:9`.
    package var description: String { "\(file.name):\(line):\(column)" }
}

extension SourceLocation: Comparable {
    package static func < (left: SourceLocation, right: SourceLocation) -> Bool {
        (left.file.name, left.line, left.column) < (right.file.name, right.line, right.column)
    }
}
