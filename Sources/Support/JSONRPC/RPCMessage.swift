package import Values

/// One message, whoever sent it.
package enum RPCMessage: Sendable, Equatable {
    /// A request or a notification.
    case request(RPCRequest)
    case response(RPCResponse)

    package var value: Value {
        switch self {
        case .request(let request): request.value
        case .response(let response): response.value
        }
    }

    /// Takes a value apart (JSON-RPC 2.0, sections 4 and 5); what is not of the protocol is said exactly.
    package init(_ value: Value) throws(RPCFault) {
        guard let object = value.object else {
            throw RPCFault(.notAnObject, "a message is an object, not \(value.kind)")
        }
        try Self.checkVersion(object)
        if object["method"] != nil {
            self = .request(try RPCRequest(object))
        } else {
            self = .response(try RPCResponse(object))
        }
    }

    private static func checkVersion(_ object: Object) throws(RPCFault) {
        guard let version = object["jsonrpc"] else {
            throw RPCFault(.wrongVersion, "the member `jsonrpc` is missing")
        }
        guard version.string == "2.0" else {
            throw RPCFault(.wrongVersion, "`jsonrpc` is \(RPCFault.shown(version)), not \"2.0\"")
        }
    }
}

extension RPCRequest {
    fileprivate init(_ object: Object) throws(RPCFault) {
        guard let method = object["method"]?.string else {
            throw RPCFault(.badMethod, "`method` is not a string")
        }
        guard object["result"] == nil, object["error"] == nil else {
            throw RPCFault(.badMethod, "a message with a `method` has no `result` and no `error`")
        }
        let id = try object["id"].map { (value) throws(RPCFault) in try RPCID(checking: value) }
        if let params = object["params"], params.object == nil, params.array == nil {
            throw RPCFault(.badParams, "`params` is \(params.kind), not an object or a list", id: id)
        }
        self.init(id: id, method, object["params"])
    }
}

extension RPCResponse {
    fileprivate init(_ object: Object) throws(RPCFault) {
        let id = try object["id"].map { (value) throws(RPCFault) in try RPCID(checking: value) }
        switch (object["result"], object["error"]) {
        case (let result?, nil):
            guard let id else { throw RPCFault(.badID, "a result without an `id`") }
            self.init(id: id, result: result)
        case (nil, let error?):
            // The specification wants null where the id is not known; servers leave it out as well.
            self.init(id: id ?? .null, error: try RPCError(error, id: id))
        case (.some, .some):
            throw RPCFault(.both, "an answer with a `result` and an `error`", id: id)
        case (nil, nil):
            throw RPCFault(.neither, "neither a `method`, a `result` nor an `error`", id: id)
        }
    }
}

extension RPCID {
    fileprivate init(checking value: Value) throws(RPCFault) {
        guard let id = RPCID(value) else {
            throw RPCFault(.badID, "`id` is \(value.kind), not a string or a number")
        }
        self = id
    }
}

extension RPCError {
    fileprivate init(_ value: Value, id: RPCID?) throws(RPCFault) {
        guard let object = value.object else {
            throw RPCFault(.badError, "`error` is \(value.kind), not an object", id: id)
        }
        guard let code = object["code"]?.int else {
            throw RPCFault(.badError, "the `code` of the error is no whole number", id: id)
        }
        guard let message = object["message"]?.string else {
            throw RPCFault(.badError, "the `message` of the error is no string", id: id)
        }
        self.init(code, message, data: object["data"])
    }
}
