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
