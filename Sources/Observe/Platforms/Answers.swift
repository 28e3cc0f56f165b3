internal import Diagnostics
internal import HTTP
internal import Values

extension HTTPResponse {
    /// The body as JSON; `nil` when it is none.
    var json: Value? {
        guard let text = String(validating: body, as: UTF8.self) else { return nil }
        return try? JSON.value(in: SourceFile(name: "", text: text))
    }

    /// The beginning of the body, for messages.
    var excerpt: String { shortened(String(decoding: body.prefix(400), as: UTF8.self), to: 160) }
}

extension LiveProblem {
    init(_ error: HTTPError) {
        let isUnreachable =
            switch error.kind {
            case .libraryMissing, .invalidRequest, .redirect, .cancelled: false
            case .notResolved, .refused, .timedOut, .tls, .tooLarge, .badAnswer: true
            }
        self.init(error.message, hint: error.hint, isUnreachable: isUnreachable)
    }
}
