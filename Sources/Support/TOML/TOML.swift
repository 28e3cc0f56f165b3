package import Diagnostics
package import Values

/// Reads TOML 1.0.0 (https://toml.io/en/v1.0.0), strictly: what the specification calls invalid is refused.
///
/// Dates and times are checked and become texts as they are written; infinity and NaN are the only numbers that JSON
/// has not.
package enum TOML {
    /// The file's root table, every value and key with its place; the first mistake is thrown.
    package static func document(
        in file: SourceFile,
        limits: TOMLLimits = .standard
    ) throws(InvalidInput) -> Value {
        guard file.text.utf8.count <= limits.maximumBytes else {
            throw InvalidInput(
                .error(
                    "the file has \(file.text.utf8.count) bytes; the limit is \(limits.maximumBytes)",
                    at: SourceLocation(file: file, line: 1, column: 1)
                )
            )
        }
        var reader = TOMLReader(file: file, limits: limits)
        do throws(Diagnostic) {
            return try reader.document()
        } catch {
            throw InvalidInput(error)
        }
    }
}

/// How much a TOML text may ask for before it is refused.
package struct TOMLLimits: Sendable {
    /// Bytes of UTF-8 in the text.
    package var maximumBytes: Int
    /// Arrays and inline tables inside one another, and the parts of one dotted key.
    package var maximumDepth: Int

    package init(maximumBytes: Int = 8 << 20, maximumDepth: Int = 64) {
        self.maximumBytes = maximumBytes
        self.maximumDepth = maximumDepth
    }

    package static let standard = TOMLLimits()
}
