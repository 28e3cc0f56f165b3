internal import CCurl

// Whom it trusts, and what it saw.
extension EasyHandle {
    func setTLS(of request: HTTPRequest) throws(HTTPError) {
        let tls = request.tls
        set(CURLOPT_SSL_VERIFYPEER, tls.isInsecure ? 0 : 1)
        set(CURLOPT_SSL_VERIFYHOST, tls.isInsecure ? 0 : 2)
        switch request.minimumTLS {
        case .tls1_2: set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        case .tls1_3: set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_3))
        }
        if let authorities = tls.authorities {
            try set(authorities, file: CURLOPT_CAINFO, blob: CURLOPT_CAINFO_BLOB, request)
            // The system's own must not do as well.
            set(CURLOPT_CAPATH, pointer: nil)
        }
        if let identity = tls.identity {
            try set(identity.certificate, file: CURLOPT_SSLCERT, blob: CURLOPT_SSLCERT_BLOB, request)
            try set(identity.key, file: CURLOPT_SSLKEY, blob: CURLOPT_SSLKEY_BLOB, request)
        }
        if tls.wantsCertificate {
            set(CURLOPT_CERTINFO, 1)
            // A resumed session shows no certificates.
            set(CURLOPT_SSL_SESSIONID_CACHE, 0)
        }
    }

    private func set(_ source: TLSOptions.Source, file: CURLoption, blob: CURLoption, _ request: HTTPRequest)
        throws(HTTPError)
    {
        switch source {
        case .file(let path): set(file, path)
        case .data(let bytes):
            let code = bytes.withUnsafeBytes {
                mcp_curl_set_blob(library.address, raw, blob, $0.baseAddress, $0.count)
            }
            guard code == CURLE_OK else {
                throw problem(
                    "this libcurl takes certificates from files only; 7.77 or later takes data",
                    request
                )
            }
        }
    }

    /// What the server showed when this connection was made; `nil` when it was there already, or has no TLS.
    var certificate: PeerCertificate? {
        var pointer: UnsafeMutableRawPointer?
        guard mcp_curl_get_pointer(library.address, raw, CURLINFO_CERTINFO, &pointer) == CURLE_OK,
            let info = pointer?.assumingMemoryBound(to: curl_certinfo.self).pointee,
            info.num_of_certs > 0, let lists = info.certinfo
        else { return nil }
        let certificates = (0..<Int(info.num_of_certs)).map { index in
            var lines: [String] = []
            var node = lists[index]
            while let entry = node?.pointee {
                if let data = entry.data { lines.append(String(cString: data)) }
                node = entry.next
            }
            return lines
        }
        return PeerCertificate(described: certificates)
    }
}
