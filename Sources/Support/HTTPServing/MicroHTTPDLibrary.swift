internal import CMicroHTTPD

/// libmicrohttpd, loaded when the first server starts.
struct MicroHTTPDLibrary: @unchecked Sendable {
    // Never changed after loading, and libmicrohttpd's functions may be called from any thread.
    private let table: UnsafeMutablePointer<mcp_microhttpd>

    var functions: mcp_microhttpd { table.pointee }
    var address: UnsafePointer<mcp_microhttpd> { UnsafePointer(table) }

    /// The one copy of the process, or why there is none.
    static let shared: Result<MicroHTTPDLibrary, ServingError> = {
        let table = UnsafeMutablePointer<mcp_microhttpd>.allocate(capacity: 1)
        table.initialize(to: mcp_microhttpd())
        if let problem = mcp_microhttpd_load(table) {
            let detail = String(cString: problem)
            table.deallocate()
            return .failure(ServingError(.libraryMissing, at: "", detail: detail))
        }
        return .success(MicroHTTPDLibrary(table: table))
    }()
}
