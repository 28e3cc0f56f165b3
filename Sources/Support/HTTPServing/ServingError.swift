package import Diagnostics

/// Why a server does not start.
package struct ServingError: Error, Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// libmicrohttpd is not installed.
        case libraryMissing
        /// The address is none of this machine, or no address at all.
        case badAddress
        /// Somebody else listens there.
        case addressInUse
        case notPermitted
        /// The library or the system cannot: no descriptors or threads are left, or the certificate is unusable.
        case refused
    }

    package let kind: Kind
    /// Where it should have listened.
    package let address: String
    /// What the system says.
    package let detail: String

    init(_ kind: Kind, at address: String, detail: String) {
        (self.kind, self.address, self.detail) = (kind, address, detail)
    }

    /// What is wrong, in one sentence without a full stop.
    package var message: String {
        let tail = detail.isEmpty ? "" : ": \(detail)"
        return switch kind {
        case .libraryMissing: "libmicrohttpd, which serves HTTP, cannot be loaded\(tail)"
        case .badAddress: "\(address): cannot listen there\(tail)"
        case .addressInUse: "\(address): something else listens there already"
        case .notPermitted: "\(address): this user may not listen there\(tail)"
        case .refused: "\(address): the server cannot be started\(tail)"
        }
    }

    /// What to do next.
    package var hint: String? {
        switch kind {
        case .libraryMissing: "install it: apt-get install libmicrohttpd12, or your system's package of it"
        case .badAddress: "name an address of this machine, such as 127.0.0.1"
        case .addressInUse: "choose another port, or leave it out for any that is free"
        case .notPermitted: "choose a port above 1023"
        case .refused: "check the limits of open files and processes: ulimit -n, ulimit -u"
        }
    }

    package var diagnostic: Diagnostic { .error(message, hint: hint) }
}

extension ServingError: CustomStringConvertible {
    package var description: String { visible(message) }
}
