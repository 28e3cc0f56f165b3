internal import Diagnostics
internal import HTTP
internal import Platforms
internal import Values

/// Objects of one kind, as a cluster has them now: listed once, then watched (Kubernetes API concepts, "Efficient
/// detection of changes").
struct ClusterWatch {
    let connection: ClusterConnection
    /// Of the list, without a query.
    let path: String
    let selector: String?
    private(set) var objects: [String: Value] = [:]
    private var version = ""

    enum Ending: Error {
        /// The versions that are asked for are gone: list again (410).
        case expired
        case problem(Diagnostic)
        /// The credentials are no longer good (401).
        case unauthorized(Diagnostic)
    }

    private static let pageSize = 500
    private static let objectLimit = 100_000
    private static let lineLimit = 8 << 20

    init(connection: ClusterConnection, path: String, selector: String?) {
        (self.connection, self.path, self.selector) = (connection, path, selector)
    }

    private func query(_ items: [(String, String)]) -> String {
        let all = items + (selector.map { [("labelSelector", $0)] } ?? [])
        return path + "?" + all.map { "\($0.0)=\(percentEncoded($0.1))" }.joined(separator: "&")
    }

    /// Asks for all of them, page by page.
    mutating func list() async throws(Ending) {
        var next = ""
        var found: [String: Value] = [:]
        repeat {
            let page = try await page(after: next)
            for item in page["items"]?.array ?? [] { found[Self.key(item)] = item }
            guard found.count <= Self.objectLimit else {
                throw .problem(
                    .error(
                        "\(path): more than \(Self.objectLimit) objects",
                        hint: "choose some of them with a selector"
                    )
                )
            }
            version = page["metadata"]?["resourceVersion"]?.string ?? ""
            next = page["metadata"]?["continue"]?.string ?? ""
        } while !next.isEmpty
        objects = found
    }

    private func page(after next: String) async throws(Ending) -> Value {
        let items = [("limit", String(Self.pageSize))] + (next.isEmpty ? [] : [("continue", next)])
        let response: HTTPResponse
        do throws(LiveProblem) { response = try await connection.get(query(items)) } catch {
            throw .problem(error.diagnostic)
        }
        guard response.isSuccess else { throw problem(response.status, response.body, action: "list") }
        guard let page = Self.json(response.body), page["items"]?.array != nil else {
            throw .problem(
                .error(
                    "\(path): the answer is not one of a Kubernetes API server",
                    hint: "check the server's address in the kubeconfig"
                )
            )
        }
        return page
    }

    /// Follows what changes from the last version on, until the server ends the watch.
    ///
    /// `changed` is called after every piece that changed something.
    mutating func follow(changed: (Dictionary<String, Value>.Values) -> Void) async throws(Ending) {
        let lifetime = Int.random(in: 240...300)
        let stream: HTTPStream
        do throws(LiveProblem) {
            stream = try await connection.open(
                query([
                    ("watch", "1"), ("allowWatchBookmarks", "true"), ("resourceVersion", version),
                    ("timeoutSeconds", String(lifetime)),
                ])
            )
        } catch {
            throw .problem(error.diagnostic)
        }
        defer { stream.close() }
        guard stream.isSuccess else {
            var body: [UInt8] = []
            while body.count < 1 << 16, let more = try? await stream.next(within: .seconds(5)) {
                body += more
            }
            throw problem(stream.status, body, action: "watch")
        }
        var rest: [UInt8] = []
        while true {
            let piece: [UInt8]?
            do throws(HTTPError) {
                // The server ends it in time; one that does not is no longer there.
                piece = try await stream.next(within: .seconds(lifetime + 30))
            } catch {
                throw .problem(error.diagnostic)
            }
            guard let piece else { return }
            rest += piece
            var hasChanged = false
            while let end = rest.firstIndex(of: 0x0A) {
                let line = Array(rest[..<end])
                rest.removeSubrange(...end)
                if !line.isEmpty, try apply(line) { hasChanged = true }
            }
            guard rest.count <= Self.lineLimit else {
                throw .problem(.error("\(path): an event of the watch is too large"))
            }
            if hasChanged { changed(objects.values) }
        }
    }

    /// One event; whether it changed an object.
    private mutating func apply(_ line: [UInt8]) throws(Ending) -> Bool {
        guard let event = Self.json(line), let object = event["object"] else {
            throw .problem(.error("\(path): an event of the watch is no JSON"))
        }
        let kind = event["type"]?.string
        if kind == "ERROR" {
            let code = object["code"]?.int ?? 500
            throw problem(code, Array(object.json(.compact).utf8), action: "watch")
        }
        if let newer = object["metadata"]?["resourceVersion"]?.string { version = newer }
        switch kind {
        case "ADDED", "MODIFIED":
            guard objects.count <= Self.objectLimit else { return false }
            objects[Self.key(object)] = object
            return true
        case "DELETED": return objects.removeValue(forKey: Self.key(object)) != nil
        default: return false
        }
    }

    private func problem(_ status: Int, _ body: [UInt8], action: String) -> Ending {
        let words = Self.json(body)?["message"]?.string ?? String(decoding: body.prefix(200), as: UTF8.self)
        let said = words.isEmpty ? "" : ": \(shortened(words, to: 200))"
        switch status {
        case 410: return .expired
        case 401:
            return .unauthorized(
                .error(
                    "the cluster does not know who asks (401)\(said)",
                    hint:
                        "log in again: the token or certificate of the kubeconfig's user is missing or has expired"
                )
            )
        case 403:
            return .problem(
                .error(
                    "the user may not \(action) \(path) (403)\(said)",
                    hint: "a Role with the verbs list and watch on it is enough"
                )
            )
        default:
            return .problem(
                .error(
                    "\(path): the cluster answers with status \(status)\(said)",
                    hint: status == 404
                        ? "check the namespace, and that the cluster has that kind"
                        : "kubectl get --raw /readyz?verbose tells how the API server is"
                )
            )
        }
    }

    private static func key(_ object: Value) -> String {
        "\(object["metadata"]?["namespace"]?.string ?? "")/\(object["metadata"]?["name"]?.string ?? "")"
    }

    private static func json(_ bytes: [UInt8]) -> Value? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        return try? JSON.value(in: SourceFile(name: "", text: text))
    }
}
