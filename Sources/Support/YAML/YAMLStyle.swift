/// How a value is laid out as YAML; quoting and indentation are always the same.
package struct YAMLStyle: Sendable {
    /// Begins with `---`, as several documents in one text need and linters want.
    package var marksDocumentStart: Bool
    /// Writes the keys of every mapping in order of their code points instead of their own order.
    package var sortsKeys: Bool

    package init(marksDocumentStart: Bool = true, sortsKeys: Bool = false) {
        self.marksDocumentStart = marksDocumentStart
        self.sortsKeys = sortsKeys
    }

    package static let standard = YAMLStyle()
    /// What linters want, and the same bytes whatever the order that a tree was made in.
    package static let sorted = YAMLStyle(sortsKeys: true)
    /// Without `---`, to be placed into a larger text.
    package static let fragment = YAMLStyle(marksDocumentStart: false)
}
