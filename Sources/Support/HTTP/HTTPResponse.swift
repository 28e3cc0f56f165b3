/// A whole answer; that it came says nothing about its status.
package struct HTTPResponse: Sendable {
    package let status: Int
    package let headers: HTTPHeaders
    package let body: [UInt8]
    package let timings: HTTPTimings
    package let httpVersion: HTTPVersion
    /// Where the answer came from: another place than the request's when redirects were followed.
    package let url: String
    /// Over TLS, when the request's `tls.wantsCertificate` asked for it.
    package let certificate: PeerCertificate?
    /// Where a redirect leads, when the request follows them.
    let location: String?

    package var isSuccess: Bool { 200..<300 ~= status }
}
