import DemoServer
import Diagnostics
import HTTPServing
import JSONRPC
import Values

/// Whatever a client sends, both listeners of a demo server answer it, and what they call JSON is JSON.
///
/// The input is a request line, header fields, an empty line, and the body; the first byte chooses server and listener.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDemoServer(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 1 else { return 0 }
    let bytes = UnsafeBufferPointer(start: start, count: count)
    guard let fleet = Fleet.shared, !fleet.servers.isEmpty else { fatalError("no fleet") }
    let server = fleet.servers[Int(bytes[0] >> 1) % fleet.servers.count]
    let isAdmin = bytes[0] & 1 == 1
    let request = request(Array(bytes.dropFirst()), key: fleet.keys.admin)
    switch isAdmin ? server.adminReply(to: request) : server.reply(to: request) {
    case .cut, .later: break
    case .now(let response): check(response)
    }
    _ = request.query
    return 0
}

private enum Fleet {
    // The fuzzer has one thread.
    nonisolated(unsafe) static let shared = Scenario.named("calm").flatMap {
        try? DemoFleet(DemoOptions(scenario: $0))
    }
}

private func request(_ bytes: [UInt8], key: String) -> ServerRequest {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)[...]
    let first = String(decoding: lines.popFirst() ?? [], as: UTF8.self).split(separator: " ")
    var headers: ServerHeaders = [
        "Host": "127.0.0.1", "Content-Type": "application/json", "Accept": "*/*",
        "Authorization": "Bearer \(key)",
    ]
    while let line = lines.popFirst(), !line.isEmpty {
        let field = String(decoding: line, as: UTF8.self).split(separator: ":", maxSplits: 1)
        if field.count == 2 { headers[String(field[0])] = String(field[1].drop { $0 == " " }) }
    }
    return ServerRequest(
        method: first.first.map(String.init) ?? "POST",
        target: first.dropFirst().first.map(String.init) ?? "/mcp",
        headers: headers,
        body: Array(lines.joined(separator: [0x0A]))
    )
}

private func check(_ response: ServerResponse) {
    guard 200..<600 ~= response.status else { fatalError("status \(response.status)") }
    guard case .bytes(let body) = response.body, response.headers["Content-Type"] == "application/json" else {
        return
    }
    let file = SourceFile(name: "answer", text: String(decoding: body, as: UTF8.self))
    guard (try? JSON.value(in: file)) != nil else { fatalError("no JSON: \(file.text)") }
}
