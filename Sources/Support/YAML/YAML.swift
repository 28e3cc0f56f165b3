package import Diagnostics
package import Values

/// Reads and writes YAML: version 1.2 with its core schema, as data only.
///
/// Tags beyond the core schema, collections as keys and duplicate keys are refused, each with its place.
package enum YAML {
    /// Every document of the file, in order; none when there is nothing but comments.
    package static func documents(
        in file: SourceFile,
        limits: YAMLLimits = .standard
    ) throws(InvalidInput) -> [Value] {
        var composer = try Composer(file: file, limits: limits)
        return try composer.documents().map(\.root)
    }

    /// The only document of the file; null at 1:1 when there is nothing but comments.
    package static func document(
        in file: SourceFile,
        limits: YAMLLimits = .standard
    ) throws(InvalidInput) -> Value {
        var composer = try Composer(file: file, limits: limits)
        let documents = try composer.documents()
        guard documents.count <= 1 else {
            throw InvalidInput(
                .error(
                    "expected one document, but a second one starts here",
                    at: documents[1].start,
                    hint: "keep one document per file, or remove the `---` in the middle"
                )
            )
        }
        return documents.first?.root ?? Value(.null, at: SourceLocation(file: file, line: 1, column: 1))
    }

    /// The documents as one text, each preceded by `---`; empty when there are none.
    package static func text(of documents: [Value], _ style: YAMLStyle = .standard) -> String {
        documents.map { $0.yaml(style) }.joined()
    }
}
