internal import HTTPServing
internal import Values

extension DemoServer {
    /// What somebody without the token is told (2025-11-25, "Authorization"; RFC 9728 section 5.1).
    func challenge(_ request: ServerRequest) -> ServerResponse? {
        guard role.needsToken else { return nil }
        let field = request.headers["Authorization"] ?? ""
        let words = field.split(separator: " ", maxSplits: 1)
        if words.count == 2, words[0].lowercased() == "bearer", keys.isToken(String(words[1])) { return nil }
        let place = "\(base(request.headers["Host"] ?? ""))/.well-known/oauth-protected-resource/mcp"
        let error = field.isEmpty ? "" : #", error="invalid_token""#
        var answer = ServerResponse.json(["error": "unauthorized"], status: 401)
        answer.headers["WWW-Authenticate"] = #"Bearer resource_metadata="\#(place)"\#(error)"#
        return answer
    }

    /// The document that the challenge points to (RFC 9728 section 2).
    func resourceMetadata(host: String) -> ServerResponse {
        .json([
            "resource": .string("\(base(host))/mcp"), "bearer_methods_supported": ["header"],
            "authorization_servers": ["https://issuer.example"], "resource_name": .string(role.title),
        ])
    }

    private func base(_ host: String) -> String {
        "\(places.mcp.hasPrefix("https") ? "https" : "http")://\(host)"
    }
}
