internal import Diagnostics
internal import Values

/// What one text of JSON-RPC holds: a message, or a batch of them (JSON-RPC 2.0, section 6).
package enum RPCBody: Sendable {
    case single(RPCMessage)
    /// In order; each by itself may be no message.
    case batch([Result<RPCMessage, RPCFault>])

    /// Bytes that a message may have where nobody says otherwise.
    package static let standardLimit = 16 << 20

    package init(_ bytes: [UInt8], limit: Int = standardLimit) throws(RPCFault) {
        let value = try Self.value(in: bytes, limit: limit)
        guard let list = value.array else {
            self = .single(try RPCMessage(value))
            return
        }
        guard !list.isEmpty else { throw RPCFault(.batch, "a batch without a message") }
        self = .batch(
            list.map { value in
                do throws(RPCFault) { return .success(try RPCMessage(value)) } catch {
                    return .failure(error)
                }
            }
        )
    }

    package var bytes: [UInt8] {
        switch self {
        case .single(let message): Array(message.value.json(.compact).utf8)
        case .batch(let messages):
            Array(Value.array(messages.compactMap { try? $0.get().value }).json(.compact).utf8)
        }
    }

    private static func value(in bytes: [UInt8], limit: Int) throws(RPCFault) -> Value {
        guard bytes.count <= limit else {
            throw RPCFault(.tooLarge, "\(bytes.count) bytes; the limit is \(limit)")
        }
        guard let first = bytes.first(where: { !blanks.contains($0) }) else {
            throw RPCFault(.empty, "nothing where a message is expected")
        }
        guard first != UInt8(ascii: "<") else {
            throw RPCFault(.html, "a page for people, not JSON: `\(beginning(of: bytes))`")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw RPCFault(.notJSON, "the text is not UTF-8, which JSON is written in")
        }
        do throws(InvalidInput) {
            let file = SourceFile(name: "message", text: text)
            return try JSON.value(in: file, limits: JSONLimits(maximumBytes: limit))
        } catch {
            guard !isUnfinished(bytes) else {
                throw RPCFault(.truncated, "JSON that stops in its middle, after \(bytes.count) bytes")
            }
            let reason = error.diagnostics.first?.message ?? ""
            throw RPCFault(.notJSON, "not JSON: \(reason): `\(beginning(of: bytes))`")
        }
    }

    private static let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]

    private static func beginning(of bytes: [UInt8]) -> String {
        let start = String(decoding: bytes.prefix(240), as: UTF8.self)
        return shortened(start.trimmed, to: 60)
    }

    /// Whether a string or a bracket is open at the end.
    private static func isUnfinished(_ bytes: [UInt8]) -> Bool {
        guard bytes.first(where: { !blanks.contains($0) }).map({ "{[\"".utf8.contains($0) }) == true else {
            return false
        }
        var depth = 0
        var isInString = false
        var isEscaped = false
        for byte in bytes {
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
        }
        return isInString || depth > 0
    }
}

extension RPCMessage {
    /// The one message of a text.
    package init(_ bytes: [UInt8], limit: Int = RPCBody.standardLimit) throws(RPCFault) {
        switch try RPCBody(bytes, limit: limit) {
        case .single(let message): self = message
        case .batch: throw RPCFault(.batch, "a batch where one message is expected")
        }
    }
}

extension RPCResponse {
    /// The answer to the request with that id; a server that could not read the id answers an error with null.
    package init(_ bytes: [UInt8], to id: RPCID, limit: Int = RPCBody.standardLimit) throws(RPCFault) {
        try self.init(RPCMessage(bytes, limit: limit), to: id)
    }

    package init(_ message: RPCMessage, to id: RPCID) throws(RPCFault) {
        guard case .response(let response) = message else {
            throw RPCFault(.neither, "a request of the server's where an answer is expected")
        }
        guard response.id == id || (response.error != nil && response.id == .null) else {
            throw RPCFault(.wrongID, "the answer is for \(RPCFault.shown(response.id.value)), not for \(id)")
        }
        self = response
    }
}
