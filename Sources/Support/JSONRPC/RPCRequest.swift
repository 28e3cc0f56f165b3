package import Values

/// A call of a method, or a notification, which has no id and gets no answer (JSON-RPC 2.0, sections 4 and 4.1).
package struct RPCRequest: Sendable, Equatable {
    /// Nothing makes a notification of it.
    package var id: RPCID?
    package var method: String
    /// An object or a list.
    package var params: Value?

    package init(id: RPCID?, _ method: String, _ params: Value? = nil) {
        (self.id, self.method, self.params) = (id, method, params)
    }

    package static func notification(_ method: String, _ params: Value? = nil) -> RPCRequest {
        RPCRequest(id: nil, method, params)
    }

    package var isNotification: Bool { id == nil }

    package var value: Value {
        var object = Object()
        object["jsonrpc"] = "2.0"
        object["id"] = id?.value
        object["method"] = .string(method)
        object["params"] = params
        return .object(object)
    }

    /// One line of JSON without its end.
    package var json: String { value.json(.compact) }
    package var bytes: [UInt8] { Array(json.utf8) }
}
