package import Diagnostics

/// Why there is no answer.
package struct HTTPError: Error, Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// libcurl is not installed.
        case libraryMissing
        /// The request cannot be sent as it is.
        case invalidRequest
        /// No address belongs to the name.
        case notResolved
        /// Nobody listens there, or the way is closed.
        case refused
        case timedOut
        case tls
        /// The answer is longer than the request allows.
        case tooLarge
        /// What came is no HTTP, or not all of it.
        case badAnswer
        /// It leads to where the request may not go, or never to an end.
        case redirect
        case cancelled
    }

    package let kind: Kind
    /// Where the request went, without a user and a password that stand in the address.
    package let endpoint: String
    /// What libcurl or the system say; may hold words of the server.
    package let detail: String

    init(_ kind: Kind, at endpoint: String, detail: String) {
        self.kind = kind
        self.endpoint = Self.withoutUser(endpoint)
        self.detail = detail
    }

    static func withoutUser(_ url: String) -> String {
        guard let scheme = url.firstRange(of: "://") else { return url }
        let rest = url[scheme.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard let at = authority.lastIndex(of: "@") else { return url }
        return url[..<scheme.upperBound] + "(hidden)" + rest[at...]
    }

    /// What is wrong, in one sentence without a full stop.
    package var message: String {
        let tail = detail.isEmpty ? "" : ": \(shortened(detail, to: 200))"
        return switch kind {
        case .libraryMissing: "libcurl, which speaks HTTP, cannot be loaded\(tail)"
        case .invalidRequest: "\(endpoint): the request cannot be sent\(tail)"
        case .notResolved: "\(endpoint): the host's name has no address\(tail)"
        case .refused: "\(endpoint): could not connect\(tail)"
        case .timedOut: "\(endpoint): no whole answer in time\(tail)"
        case .tls: "\(endpoint): no trusted TLS connection\(tail)"
        case .tooLarge: "\(endpoint): the answer is too large\(tail)"
        case .badAnswer: "\(endpoint): the answer is no whole HTTP message\(tail)"
        case .redirect: "\(endpoint): the answer leads elsewhere\(tail)"
        case .cancelled: "\(endpoint): the request was given up"
        }
    }

    /// What to do next.
    package var hint: String? {
        switch kind {
        case .libraryMissing: "install it: apt-get install libcurl4, or your system's package of it"
        case .invalidRequest: nil
        case .notResolved: "check the name for typing errors, and the name servers of this machine"
        case .refused: "check the address and the port, and that the server runs"
        case .timedOut: "try again with a longer --timeout, or check what is between here and there"
        case .tls: "check which authority signed the server's certificate, and for which names"
        case .tooLarge, .badAnswer: "check that the address is that of the server you mean"
        case .redirect: "use the address that it leads to, if you trust it"
        case .cancelled: nil
        }
    }

    package var diagnostic: Diagnostic { .error(message, hint: hint) }
}

extension HTTPError: CustomStringConvertible {
    package var description: String { visible(message) }
}
