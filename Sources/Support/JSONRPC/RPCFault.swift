internal import Diagnostics
internal import Values

/// Why bytes are no message of JSON-RPC 2.0.
package struct RPCFault: Error, Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case tooLarge
        case empty
        /// A page for people.
        case html
        case notJSON
        /// JSON that stops in its middle.
        case truncated
        case notAnObject
        /// `jsonrpc` is missing or not `"2.0"`.
        case wrongVersion
        case badID
        /// The answer to something else.
        case wrongID
        case badMethod
        case badParams
        case badError
        /// A result and an error at once.
        case both
        /// Nothing that tells what kind of message it is.
        case neither
        /// A list of messages where one is wanted, or an empty one.
        case batch
    }

    package let kind: Kind
    /// What is wrong, in one sentence without a full stop; may hold words of the peer.
    package let message: String
    /// The id, where it could be read all the same.
    package let id: RPCID?

    package init(_ kind: Kind, _ message: String, id: RPCID? = nil) {
        (self.kind, self.message, self.id) = (kind, message, id)
    }

    /// What a server answers to such a message (section 5.1).
    package var response: RPCResponse {
        let code =
            switch kind {
            case .empty, .html, .notJSON, .truncated: RPCError.parseError
            case .badParams: RPCError.invalidParams
            case .tooLarge, .notAnObject, .wrongVersion, .badID, .wrongID, .badMethod, .badError, .both,
                .neither,
                .batch:
                RPCError.invalidRequest
            }
        return RPCResponse(id: id ?? .null, error: RPCError(code, message))
    }

    /// The beginning of a value, for messages.
    static func shown(_ value: Value) -> String { shortened(value.json(.compact), to: 40) }
}
