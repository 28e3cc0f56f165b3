package import Diagnostics

/// Reads JSON as RFC 8259 has it, and nothing more lenient.
package enum JSON {
    /// The value the text holds, every value and key with its place.
    ///
    /// Duplicate keys are refused, all of them at once.
    package static func value(
        in file: SourceFile,
        limits: JSONLimits = .standard
    ) throws(InvalidInput) -> Value {
        guard file.text.utf8.count <= limits.maximumBytes else {
            throw InvalidInput(
                .error(
                    "the file has \(file.text.utf8.count) bytes; the limit is \(limits.maximumBytes)",
                    at: SourceLocation(file: file, line: 1, column: 1)
                )
            )
        }
        var reader = JSONReader(file: file, limits: limits)
        return try reader.read()
    }
}

/// How much a JSON text may ask for before it is refused.
package struct JSONLimits: Sendable {
    /// Bytes of UTF-8 in the text.
    package var maximumBytes: Int
    /// Collections inside one another.
    package var maximumDepth: Int

    package init(maximumBytes: Int = 64 << 20, maximumDepth: Int = 128) {
        self.maximumBytes = maximumBytes
        self.maximumDepth = maximumDepth
    }

    package static let standard = JSONLimits()
}
