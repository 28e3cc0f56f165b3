package import Values

/// As whom, and how, servers that run are reached: the names of files and variables, never what is in them.
package struct Access: Section {
    package static let summary =
        "As whom, and how, servers that run are reached: files of credentials, trust, proxy. Relative paths start at "
        + "the profile's folder."

    package var tokenFile: String?
    package var tokenEnv: String?
    package var headersFile: String?
    package var apiKeyFile: String?
    package var apiKeyHeader: String?
    package var tls: AccessTLS?
    package var proxy: String?
    package var socket: String?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.tokenFile, "tokenFile", .nonEmpty, "A file with a bearer token, read before every request."),
        Field(\.tokenEnv, "tokenEnv", .environmentName, "The variable of mcpctl that holds a bearer token."),
        Field(
            \.headersFile,
            "headersFile",
            .nonEmpty,
            "A file with lines 'Name: value' to send along, read before every request."
        ),
        Field(\.apiKeyFile, "apiKeyFile", .nonEmpty, "A file with an API key, read before every request."),
        Field(
            \.apiKeyHeader,
            "apiKeyHeader",
            .headerName,
            "The header field that carries the API key; X-API-Key when left out."
        ),
        Field(\.tls, "tls", AccessTLS.summary),
        Field(
            \.proxy,
            "proxy",
            .proxy,
            "The proxy to go through, or 'none'; as HTTPS_PROXY, HTTP_PROXY and NO_PROXY say when left out."
        ),
        Field(\.socket, "socket", .nonEmpty, "A Unix socket to connect to instead of the URL's host."),
    ]

    package func check(_ source: Value, _ decoding: inout Decoding) {
        if tokenFile != nil, tokenEnv != nil {
            decoding.error(
                "\(decoding.subject).tokenEnv would be ignored: tokenFile is read",
                at: source["tokenEnv"]?.location,
                hint: "keep one of them"
            )
        }
        if apiKeyHeader != nil, apiKeyFile == nil {
            decoding.error(
                "\(decoding.subject).apiKeyHeader needs apiKeyFile",
                at: source["apiKeyHeader"]?.location,
                hint: "name the file with the key, or remove apiKeyHeader"
            )
        }
        if proxy != nil, proxy != "none", socket != nil {
            decoding.error(
                "\(decoding.subject).proxy would be ignored: the socket is on this machine",
                at: source["proxy"]?.location,
                hint: "keep one of them"
            )
        }
    }
}

/// Whom to trust, and as whom to speak, over TLS.
package struct AccessTLS: Section {
    package static let summary = "Whom to trust, and as whom to speak, over TLS."

    package enum Version: String, Choice {
        case tls1_2 = "1.2"
        case tls1_3 = "1.3"
    }

    package var caFile: String?
    package var certificateFile: String?
    package var keyFile: String?
    package var serverName: String?
    package var minimumVersion = Version.tls1_2
    package var insecure = false

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(
            \.caFile,
            "caFile",
            .nonEmpty,
            "Certificates of the authorities to trust instead of the system's, in PEM."
        ),
        Field(\.certificateFile, "certificateFile", .nonEmpty, "The client certificate, in PEM."),
        Field(\.keyFile, "keyFile", .nonEmpty, "The key of the client certificate, in PEM."),
        Field(
            \.serverName,
            "serverName",
            .nonEmpty,
            "The name that the server's certificate has, when it is not the URL's host."
        ),
        Field(
            \.minimumVersion,
            "minimumVersion",
            "The oldest version of TLS that is good enough, in quotes."
        ),
        Field(
            \.insecure,
            "insecure",
            "Whether any certificate is trusted: whoever sits in between reads everything, tokens too."
        ),
    ]

    package func check(_ source: Value, _ decoding: inout Decoding) {
        for (key, given, other) in [
            ("certificateFile", certificateFile, keyFile), ("keyFile", keyFile, certificateFile),
        ] where given != nil && other == nil {
            let missing = key == "keyFile" ? "certificateFile" : "keyFile"
            decoding.error(
                "\(decoding.subject).\(key) needs \(missing)",
                at: source[key]?.location,
                hint: "a client shows a certificate and proves with its key that it is its own"
            )
        }
        for (key, given) in [("caFile", caFile), ("serverName", serverName)] where insecure && given != nil {
            decoding.error(
                "\(decoding.subject).\(key) would be ignored: any certificate is trusted",
                at: source[key]?.location,
                hint: "remove 'insecure', which \(key) makes needless"
            )
        }
    }
}

extension TextRule {
    /// RFC 9110 section 5.1: a token.
    static let headerName = TextRule(
        expectation: "the name of a header field",
        pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"
    ) { text in
        !text.isEmpty
            && text.utf8.allSatisfy {
                $0.isASCIILetter || $0.isASCIIDigit || "!#$%&'*+.^_`|~-".utf8.contains($0)
            }
    }

    static let proxy = TextRule(
        expectation: "an http:// or https:// URL without a user in it, or 'none'",
        pattern: "^(none|https?://[^\\s/@?#]+([/?#]\\S*)?)$"
    ) { $0 == "none" || httpURL.accepts($0) }
}
