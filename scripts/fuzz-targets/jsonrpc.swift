import Diagnostics
import JSONRPC
import Values

/// Whatever a peer sends as messages: they are written as they were read, and what is none is told.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMessages(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    do throws(RPCFault) {
        switch try RPCBody(bytes, limit: 4096) {
        case .single(let message): check(message)
        case .batch(let messages):
            for message in messages { if let message = try? message.get() { check(message) } }
        }
    } catch {
        guard !error.message.isEmpty, error.response.error != nil else {
            fatalError("nothing said: \(error)")
        }
    }
    return 0
}

private func check(_ message: RPCMessage) {
    let again = try? RPCMessage(Array(message.value.json(.compact).utf8))
    guard again == message else { fatalError("not the same: \(message)") }
}
