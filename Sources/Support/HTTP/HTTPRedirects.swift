/// Whether answers that point elsewhere are followed (RFC 9110 section 15.4).
package enum HTTPRedirects: Sendable, Hashable {
    /// They are answers like any other.
    case none
    /// At most that many, one after the other.
    ///
    /// To another scheme, host or port go only headers that hold no credentials, and neither a client certificate nor
    /// a signature. From `https` to `http` is an error.
    case follow(maximum: Int)
}
