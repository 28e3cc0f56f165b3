/// An input that cannot be used, with everything that is wrong with it.
package struct InvalidInput: Error, Sendable, Hashable {
    /// At least one of them is an error.
    package var diagnostics: [Diagnostic]

    package init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
    package init(_ diagnostic: Diagnostic) { diagnostics = [diagnostic] }
}
