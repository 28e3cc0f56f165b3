/// How a value is laid out as YAML; quoting and indentation are always the same.
package struct YAMLStyle: Sendable {
    /// Begins with `---`, as several documents in one text need and linters want.
    package var marksDocumentStart: Bool

    package init(marksDocumentStart: Bool = true) { self.marksDocumentStart = marksDocumentStart }

    package static let standard = YAMLStyle()
    /// Without `---`, to be placed into a larger text.
    package static let fragment = YAMLStyle(marksDocumentStart: false)
}
