package import Diagnostics
package import HTTP

/// Why a server did not answer a query.
package struct PrometheusError: Error, Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// There was no whole answer.
        case transfer(HTTPError.Kind)
        /// The server refuses what was asked: `bad_data`.
        case badQuery
        /// The query was understood and failed.
        case execution
        /// The server gave up.
        case timeout
        /// Credentials are missing or do not suffice.
        case unauthorized
        /// The address is not that of the API.
        case notThere
        /// The server, or what stands before it, is not able to answer now.
        case unavailable
        /// Something that is no answer of the API.
        case notUnderstood
    }

    package let kind: Kind
    /// What is wrong, in one sentence without a full stop; may hold words of the server.
    package let message: String
    /// What to do next.
    package let hint: String?
    /// Where in the query, if the server says so.
    package private(set) var place: Place?

    /// Counted from 1; columns are bytes, as Prometheus counts them.
    package struct Place: Sendable, Hashable {
        package let line: Int
        package let column: Int
    }

    init(_ kind: Kind, _ message: String, hint: String? = nil) {
        (self.kind, self.message, self.hint) = (kind, message, hint)
    }

    init(_ error: HTTPError) {
        let hint =
            error.kind == .tooLarge ? "ask for fewer series, a shorter range or longer steps" : error.hint
        self.init(.transfer(error.kind), error.message, hint: hint)
    }

    /// Whether the server could not be reached or did not answer in time, whatever was asked.
    package var isUnavailable: Bool {
        switch kind {
        case .transfer(let kind):
            switch kind {
            case .notResolved, .refused, .timedOut, .tls, .badAnswer: true
            case .libraryMissing, .invalidRequest, .tooLarge, .redirect, .cancelled: false
            }
        case .timeout, .unavailable: true
        case .badQuery, .execution, .unauthorized, .notThere, .notUnderstood: false
        }
    }

    /// The message; with the query's line and a caret where the server told the place.
    package func diagnostic(query: String, named name: String) -> Diagnostic {
        guard let place else { return .error(message, hint: hint) }
        let file = SourceFile(name: name, text: query)
        let before = file.line(place.line)?.utf8.prefix(place.column - 1)
        let column = before.map { String(Substring($0)).unicodeScalars.count + 1 } ?? place.column
        return .error(
            message,
            at: SourceLocation(file: file, line: place.line, column: column),
            hint: hint
        )
    }
}

extension PrometheusError {
    /// An error of the API ("Format overview"): a type and a text.
    init(errorType: String, error: String, status: Int, endpoint: String) {
        let said = "\(endpoint): the server says: \(shortened(error, to: 400))"
        switch errorType {
        case "bad_data":
            if let (place, message) = Self.parseError(in: error) {
                self.init(.badQuery, shortened(message, to: 400))
                self.place = place
            } else {
                self.init(.badQuery, said)
            }
        case "execution":
            self.init(.execution, said, hint: Self.hint(for: error))
        case "timeout", "canceled":
            self.init(.timeout, said, hint: "ask for fewer series, a shorter range or longer steps")
        case "not_found": self.init(.notThere, said)
        case "internal", "unavailable": self.init(.unavailable, said)
        default:
            // Others have types of their own; VictoriaMetrics tells the status again.
            switch status {
            case 400, 422: self.init(status == 400 ? .badQuery : .execution, said)
            case 401, 403: self.init(.unauthorized, said, hint: Self.credentials)
            case 404: self.init(.notThere, said)
            case 429, 500...: self.init(.unavailable, said)
            default: self.init(.execution, said)
            }
        }
    }

    private static func hint(for error: String) -> String? {
        error.contains("too many samples") || error.contains("maximum")
            ? "ask for fewer series, a shorter range or longer steps" : nil
    }

    /// An answer that is no JSON of the API, told by its status.
    init(status: Int, headers: HTTPHeaders, body: [UInt8], endpoint: String) {
        let start = String(decoding: body.prefix(200), as: UTF8.self)
        let text = start.split(whereSeparator: \.isNewline).first.map { String($0) } ?? ""
        let isPage =
            headers["Content-Type"]?.lowercased().hasPrefix("text/html") == true
            || text.drop(while: { $0 == " " }).lowercased().hasPrefix("<")
        let words = isPage ? "a page for people" : text.isEmpty ? "nothing" : "`\(shortened(text, to: 80))`"
        switch status {
        case 300..<400:
            let target = headers["Location"].map { " to \($0)" } ?? ""
            self.init(
                .notThere,
                "\(endpoint): the server leads elsewhere\(target), with status \(status)",
                hint: "give the address it leads to; credentials are never carried along"
            )
        case 401:
            self.init(
                .unauthorized,
                "\(endpoint): the server wants credentials, with status 401",
                hint: Self.credentials
            )
        case 403:
            self.init(
                .unauthorized,
                "\(endpoint): the server does not allow it, with status 403",
                hint: Self.credentials
            )
        case 404:
            self.init(
                .notThere,
                "\(endpoint): there is no such address on the server, with status 404",
                hint: "the address ends before /api/v1: https://HOST/prometheus for Mimir, "
                    + "https://HOST/select/0/prometheus for a VictoriaMetrics cluster"
            )
        case 408, 504:
            self.init(
                .timeout,
                "\(endpoint): no answer in time from behind the server, with status \(status)",
                hint: "ask for fewer series, a shorter range or longer steps"
            )
        case 429, 500...:
            self.init(
                .unavailable,
                "\(endpoint): the server is not able to answer, with status \(status): \(words)",
                hint: status == 429
                    ? "it has too many requests: try again later" : "look at the server's own log"
            )
        default:
            self.init(
                .notUnderstood,
                "\(endpoint): the answer is \(words), not JSON of Prometheus' HTTP API, with status \(status)",
                hint: "check that the address is that of Prometheus, or of something with its API"
            )
        }
    }

    private static let credentials = "--token-file, --basic-auth-file and --header-file bring credentials"

    /// Takes `invalid parameter "query": 1:5: parse error: …` apart.
    static func parseError(in text: String) -> (Place, String)? {
        guard let mark = text.firstRange(of: ": parse error: ") else { return nil }
        let head = text[..<mark.lowerBound]
        // `1:5` after the last blank.
        let numbers = head.suffix(while: { $0 != " " }).split(
            separator: ":",
            omittingEmptySubsequences: false
        )
        guard numbers.count == 2, let line = Int(numbers[0]), let column = Int(numbers[1]), line > 0,
            column > 0
        else { return nil }
        return (Place(line: line, column: column), String(text[mark.upperBound...]))
    }
}

extension StringProtocol {
    /// The longest ending of which every character satisfies the condition.
    fileprivate func suffix(while condition: (Character) -> Bool) -> SubSequence {
        var start = endIndex
        while start > startIndex, condition(self[index(before: start)]) { start = index(before: start) }
        return self[start...]
    }
}
