import HTTP
import PrometheusAPI
import TestSupport

/// A script beside the tests.
func script(_ name: String) -> String {
    let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return folder.joined(separator: "/") + "/servers/\(name).py"
}

/// A client of the odd server, which answers as the word says.
func client(_ odd: PythonServer, _ word: String, timeout: Duration = .seconds(10)) throws -> PrometheusClient
{
    var server = try address("http://127.0.0.1:\(odd.place)/\(word)")
    server.timeout = timeout
    return PrometheusClient(server)
}

func address(_ url: String) throws -> PrometheusServer {
    struct NoAddress: Error {}
    guard let server = PrometheusServer(url: url) else { throw NoAddress() }
    return server
}
