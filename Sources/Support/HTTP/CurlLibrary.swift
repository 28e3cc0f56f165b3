internal import CCurl
internal import Diagnostics

/// libcurl, loaded when the first request needs it.
///
/// Nothing links it: its thirty libraries would cost every start of the program more than the rest of it.
struct CurlLibrary: @unchecked Sendable {
    // Never changed after loading, and libcurl's functions may be called from any thread.
    private let table: UnsafeMutablePointer<mcp_curl>

    var functions: mcp_curl { table.pointee }
    var address: UnsafePointer<mcp_curl> { UnsafePointer(table) }

    /// What a reference means that stands at that address (RFC 3986 section 5); `nil` when it means nothing.
    func resolve(_ reference: String, at base: String) -> String? {
        guard let url = functions.url() else { return nil }
        defer { functions.url_cleanup(url) }
        guard functions.url_set(url, CURLUPART_URL, base, 0) == CURLUE_OK,
            functions.url_set(url, CURLUPART_URL, reference, UInt32(CURLU_NON_SUPPORT_SCHEME)) == CURLUE_OK
        else { return nil }
        var text: UnsafeMutablePointer<CChar>?
        guard functions.url_get(url, CURLUPART_URL, &text, 0) == CURLUE_OK, let text else { return nil }
        defer { functions.free(text) }
        return String(cString: text)
    }

    /// The one copy of the process, or why there is none.
    static let shared: Result<CurlLibrary, HTTPError> = {
        let table = UnsafeMutablePointer<mcp_curl>.allocate(capacity: 1)
        table.initialize(to: mcp_curl())
        if let problem = mcp_curl_load(table) {
            let detail = String(cString: problem)
            table.deallocate()
            return .failure(HTTPError(.libraryMissing, at: "", detail: detail))
        }
        guard table.pointee.global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK else {
            table.deallocate()
            return .failure(HTTPError(.libraryMissing, at: "", detail: "curl_global_init failed"))
        }
        return .success(CurlLibrary(table: table))
    }()
}
