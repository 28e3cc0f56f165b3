package import Values

/// What a peer says went wrong (JSON-RPC 2.0, section 5.1).
package struct RPCError: Error, Sendable, Equatable {
    package var code: Int
    /// One sentence of the peer's.
    package var message: String
    package var data: Value?

    package init(_ code: Int, _ message: String, data: Value? = nil) {
        (self.code, self.message, self.data) = (code, message, data)
    }

    package static let parseError = -32700
    package static let invalidRequest = -32600
    package static let methodNotFound = -32601
    package static let invalidParams = -32602
    package static let internalError = -32603

    package var value: Value {
        var object = Object()
        object["code"] = .int(code)
        object["message"] = .string(message)
        object["data"] = data
        return .object(object)
    }
}
