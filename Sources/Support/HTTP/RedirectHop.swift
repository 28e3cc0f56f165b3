/// A request that may lead on to another one (RFC 9110 section 15.4).
struct RedirectHop {
    private(set) var request: HTTPRequest
    private let end: MonotonicTime
    private var left: Int
    private let maximum: Int

    /// What may be told to a host nobody named: nothing that could be a credential.
    private static let harmless: Set<String> = [
        "accept", "accept-charset", "accept-language", "cache-control", "content-language", "content-type",
        "pragma",
        "user-agent",
    ]

    init(_ request: HTTPRequest) {
        self.request = request
        end = .now + request.deadline
        switch request.redirects {
        case .none: maximum = 0
        case .follow(let maximum): self.maximum = maximum
        }
        left = maximum
    }

    /// Where the request goes, when it can be sent at all.
    func authority() throws(HTTPError) -> HTTPAuthority {
        let authority = HTTPAuthority(of: request.url)
        guard let authority, !request.url.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) else {
            throw problem(.invalidRequest, "the URL must be http://… or https://…, without blanks")
        }
        guard !authority.hasUser else {
            throw problem(.invalidRequest, "the URL must not hold a user or a password")
        }
        if let name = request.headers.unsendable {
            throw problem(.invalidRequest, "the header '\(name)' does not fit on one line")
        }
        return authority
    }

    /// Becomes the request that the answer leads to; false when the answer is the last one.
    mutating func follow(_ response: HTTPResponse) throws(HTTPError) -> Bool {
        guard let reference = response.location, maximum > 0,
            [301, 302, 303, 307, 308].contains(response.status)
        else { return false }
        guard left > 0 else {
            throw problem(.redirect, maximum == 1 ? "more than once" : "more than \(maximum) times")
        }
        left -= 1
        guard let location = try CurlLibrary.shared.get().resolve(reference, at: request.url) else {
            throw problem(.redirect, "to no address")
        }
        let place = HTTPError.withoutUser(String(location.prefix { $0 != "?" && $0 != "#" }))
        guard let here = HTTPAuthority(of: request.url), let there = HTTPAuthority(of: location),
            !there.hasUser
        else {
            throw problem(.redirect, "to \(place), which is no address to follow")
        }
        guard there.isSecure || !here.isSecure else {
            throw problem(.redirect, "from https to \(place), which anybody on the way can read")
        }
        if !here.isSame(as: there) {
            guard request.socket == nil else {
                throw problem(.redirect, "to \(place), away from the socket")
            }
            request.headers = request.headers.filtered { Self.harmless.contains($0) }
            request.tls.identity = nil
            request.tls.serverName = nil
            request.signature = nil
        }
        if response.status == 303 && request.method != .head
            || response.status < 303 && request.method == .post
        {
            request.method = .get
            request.body = nil
            request.headers["Content-Type"] = nil
        }
        guard request.body == nil || here.isSame(as: there) else {
            throw problem(.redirect, "to \(place), which the request's body is not meant for")
        }
        request.url = location
        request.deadline = end - .now
        guard request.deadline > .zero else { throw problem(.timedOut, "after redirects") }
        return true
    }

    private func problem(_ kind: HTTPError.Kind, _ detail: String) -> HTTPError {
        HTTPError(kind, at: request.endpoint, detail: detail)
    }
}
