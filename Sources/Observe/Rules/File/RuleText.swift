package import Diagnostics

/// A text of a rule file, with the place of each of its bytes in the file.
package struct RuleText: Sendable, Hashable {
    package let text: String
    /// Where the scalar begins.
    package let location: SourceLocation

    package init(_ text: String, at location: SourceLocation) {
        self.text = text
        self.location = location
    }

    /// Where a byte of the text stands in the file; the beginning of the scalar when that cannot be told.
    ///
    /// The end of a block counts as the end of its last line.
    package func location(at offset: Int) -> SourceLocation {
        let blanks = text.utf8.reversed().prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }.count
        let offset = min(offset, text.utf8.count - blanks)
        return ScalarPlaces(of: self)?.location(at: offset) ?? location
    }
}
