package import Values

/// The answer to one request: a result or an error, never both (JSON-RPC 2.0, section 5).
package struct RPCResponse: Sendable, Equatable {
    package var id: RPCID
    package var outcome: Result<Value, RPCError>

    package init(id: RPCID, result: Value) { (self.id, outcome) = (id, .success(result)) }
    package init(id: RPCID, error: RPCError) { (self.id, outcome) = (id, .failure(error)) }

    package var result: Value? { try? outcome.get() }
    package var error: RPCError? { if case .failure(let error) = outcome { error } else { nil } }

    package var value: Value {
        var object = Object()
        object["jsonrpc"] = "2.0"
        object["id"] = id.value
        switch outcome {
        case .success(let result): object["result"] = result
        case .failure(let error): object["error"] = error.value
        }
        return .object(object)
    }

    /// One line of JSON without its end.
    package var json: String { value.json(.compact) }
    package var bytes: [UInt8] { Array(json.utf8) }
}
