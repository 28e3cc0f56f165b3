/// A template that cannot be read or rendered, in the words of Go's `text/template`.
package struct TemplateError: Error, Sendable, Hashable {
    /// As Go prints it: `template: __alert_Down:1: function "upper" not defined`.
    package let message: String
    /// Without the name of the template and its line.
    package let reason: String
    /// Bytes before the place in the text of the template.
    package let offset: Int
}
