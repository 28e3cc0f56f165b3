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
    package func location(at offset: Int) -> SourceLocation {
        ScalarPlaces(of: self)?.location(at: offset) ?? location
    }
}
