internal import CCurl

// What it tells of the transfer that it carried.
extension EasyHandle {
    private func long(_ info: CURLINFO) -> Int {
        var value = 0
        _ = mcp_curl_get_long(library.address, raw, info, &value)
        return value
    }

    private func offset(_ info: CURLINFO) -> Int64 {
        var value: curl_off_t = 0
        _ = mcp_curl_get_offset(library.address, raw, info, &value)
        return Int64(value)
    }

    var status: Int { long(CURLINFO_RESPONSE_CODE) }

    /// What the server says the body's length will be, packed; -1 when it does not say.
    var expectedLength: Int { Int(offset(CURLINFO_CONTENT_LENGTH_DOWNLOAD_T)) }

    var httpVersion: HTTPVersion {
        switch long(CURLINFO_HTTP_VERSION) {
        case Int(CURL_HTTP_VERSION_1_0): .http1_0
        case Int(CURL_HTTP_VERSION_2_0): .http2
        case Int(CURL_HTTP_VERSION_3): .http3
        default: .http1_1
        }
    }

    /// From its start to the connection being ready.
    var preparation: Duration { .microseconds(max(0, offset(CURLINFO_PRETRANSFER_TIME_T))) }

    /// How long it took to be connected.
    ///
    /// libcurl's time of the first byte is that of the first byte sent when there is a body to send, so the answer's
    /// is taken where its head arrives.
    var timings: HTTPTimings {
        var timings = HTTPTimings()
        timings.isReused = long(CURLINFO_NUM_CONNECTS) == 0
        if !timings.isReused {
            let resolved = offset(CURLINFO_NAMELOOKUP_TIME_T)
            let connected = offset(CURLINFO_CONNECT_TIME_T)
            timings.resolve = .microseconds(max(0, resolved))
            timings.connect = .microseconds(max(0, connected - resolved))
            timings.tls = .microseconds(max(0, offset(CURLINFO_APPCONNECT_TIME_T) - connected))
        }
        return timings
    }

    func error(_ code: CURLcode, at endpoint: String, _ request: HTTPRequest) -> HTTPError {
        let own = ownWords
        let words =
            own.isEmpty ? library.functions.easy_strerror(code).map { String(cString: $0) } ?? "" : own
        switch code {
        case CURLE_FILESIZE_EXCEEDED:
            return HTTPError(.tooLarge, at: endpoint, detail: "more than \(request.responseLimit) bytes")
        case CURLE_SSL_CONNECT_ERROR
        where words.contains("unsupported protocol") || words.contains("alert protocol version"):
            let version =
                switch request.minimumTLS {
                case .tls1_2: "1.2"
                case .tls1_3: "1.3"
                }
            return HTTPError(
                .tls,
                at: endpoint,
                detail: "the server offers no TLS \(version) or newer (\(words))"
            )
        case CURLE_RECV_ERROR where words.contains("SSL") && words.contains("alert"),
            CURLE_SEND_ERROR where words.contains("SSL") && words.contains("alert"):
            // With TLS 1.3 a server refuses a client's certificate when both are connected already.
            return HTTPError(.tls, at: endpoint, detail: words)
        default: return HTTPError(code.kind, at: endpoint, detail: words)
        }
    }
}

extension CURLcode {
    /// What an error of libcurl means for whoever sent the request.
    fileprivate var kind: HTTPError.Kind {
        switch self {
        case CURLE_URL_MALFORMAT, CURLE_NOT_BUILT_IN, CURLE_BAD_FUNCTION_ARGUMENT: .invalidRequest
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .notResolved
        case CURLE_COULDNT_CONNECT: .refused
        case CURLE_OPERATION_TIMEDOUT: .timedOut
        case CURLE_FILESIZE_EXCEEDED: .tooLarge
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_PINNEDPUBKEYNOTMATCH,
            CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_ENGINE_NOTFOUND,
            CURLE_USE_SSL_FAILED:
            .tls
        default: .badAnswer
        }
    }
}
