package import Diagnostics

/// An answer whose format nobody can read, from a target that is not known for one.
package struct UnknownFormat: Error, Sendable, Hashable {
    /// As the target sent it; nothing when it sent none.
    package let contentType: String?

    package init(contentType: String?) { self.contentType = contentType }

    package func diagnostic(name: String) -> Diagnostic {
        guard let contentType, !contentType.isEmpty else {
            return .error(
                "\(name): the answer has no Content-Type, and no format to fall back to is set",
                hint: "set the format of this target, or let it send text/plain; version=0.0.4"
            )
        }
        let hint =
            switch MediaType(contentType)?.essence {
            case "text/html":
                "a page for people: another service may answer here, or metrics have another path"
            case "application/vnd.google.protobuf": "protobuf is not read: let the target answer in text"
            case .some, .none: "set the format of this target, or let it send text/plain; version=0.0.4"
            }
        return .error("\(name): metrics cannot be read from the Content-Type `\(contentType)`", hint: hint)
    }
}
