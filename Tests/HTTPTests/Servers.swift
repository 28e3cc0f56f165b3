import HTTP
import TestSupport
import Testing

/// The script of the servers that answer well or badly.
let answers: String = {
    let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return folder.joined(separator: "/") + "/servers/answers.py"
}()

extension HTTPResponse {
    var text: String { String(decoding: body, as: UTF8.self) }
}

/// How sending a request failed; `nil` when it did not.
func failure(_ request: HTTPRequest, _ client: HTTPClient = HTTPClient()) async -> HTTPError? {
    do throws(HTTPError) {
        _ = try await client.send(request)
        return nil
    } catch {
        return error
    }
}
