import Diagnostics
import HTTP
import MCP
import TestSupport
import Values

/// A script beside the tests.
func script(_ name: String) -> String {
    let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return folder.joined(separator: "/") + "/servers/\(name).py"
}

/// The server of both eras and all faults, one for each suite.
struct Eras {
    let server: PythonServer
    let http = HTTPClient()

    init() throws { server = try PythonServer(script("eras")) }

    func url(_ word: String) -> String { "http://127.0.0.1:\(server.place)/\(word)" }

    func client(
        _ word: String,
        headers: HTTPHeaders = HTTPHeaders(),
        _ change: (inout MCPOptions) -> Void = { _ in }
    ) -> MCPClient {
        var options = patient
        change(&options)
        return MCPClient(endpoint: .http(url: url(word), headers: headers), http: http, options: options)
    }

    /// How many sessions it opened, and how many are open.
    func sessions(_ word: String) async throws -> (opened: Int, open: Int) {
        let answer = try await json("sessions/\(word)")
        return (answer["opened"]?.int ?? -1, answer["open"]?.int ?? -1)
    }

    /// What it was asked, in order: the method of the message, or the verb where there is none.
    func asked(_ word: String) async throws -> [String] {
        try await json("requests/\(word)").array?.map {
            $0["method"]?.string ?? $0["verb"]?.string ?? ""
        } ?? []
    }

    func json(_ path: String) async throws -> Value {
        let response = try await http.send(HTTPRequest(.get, url(path)))
        return try JSON.value(in: .init(name: path, text: String(decoding: response.body, as: UTF8.self)))
    }
}

/// Options for a machine that is busy with other tests.
var patient: MCPOptions {
    var options = MCPOptions()
    options.deadline = .seconds(60)
    options.closingDeadline = .seconds(20)
    options.discoveryDeadline = .seconds(20)
    return options
}

/// The failure of a step, or nothing when it went well.
func failure<Result>(_ step: () async throws(MCPFailure) -> Result) async -> MCPFailure? {
    do throws(MCPFailure) {
        _ = try await step()
        return nil
    } catch {
        return error
    }
}
