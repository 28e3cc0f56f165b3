internal import Diagnostics
internal import HTTP

/// Where the Docker Engine answers, and how to trust it (`DOCKER_HOST`, `DOCKER_TLS_VERIFY`, `DOCKER_CERT_PATH`).
struct DockerHost: Sendable {
    let base: String
    let socket: String?
    let tls: TLSOptions
    let title: String

    init(_ options: LiveOptions) throws(InvalidInput) {
        let text = options["DOCKER_HOST"] ?? "unix:///var/run/docker.sock"
        title = text
        guard let scheme = text.firstRange(of: "://") else { throw Self.unknown(text) }
        let rest = String(text[scheme.upperBound...])
        switch text[..<scheme.lowerBound] {
        case "unix":
            (base, socket, tls) = ("http://docker", rest, TLSOptions())
        case "tcp", "http", "https":
            guard !SecretLook.isTelling(text: text) else {
                throw InvalidInput(
                    .error(
                        "DOCKER_HOST has a user or a password in its address",
                        hint:
                            "the engine knows clients by certificates: DOCKER_TLS_VERIFY and DOCKER_CERT_PATH"
                    )
                )
            }
            var tls = TLSOptions()
            // Docker's own rule: the variable only has to be there.
            let isSecure = options["DOCKER_TLS_VERIFY"] != nil || text.hasPrefix("https")
            if isSecure {
                let folder = options.path(options["DOCKER_CERT_PATH"] ?? "~/.docker")
                tls.authorities = .file("\(folder)/ca.pem")
                tls.identity = .init(
                    certificate: .file("\(folder)/cert.pem"),
                    key: .file("\(folder)/key.pem")
                )
            }
            let place = rest.hasSuffix("/") ? String(rest.dropLast()) : rest
            (base, socket, self.tls) = ("\(isSecure ? "https" : "http")://\(place)", nil, tls)
        default: throw Self.unknown(text)
        }
    }

    private static func unknown(_ text: String) -> InvalidInput {
        InvalidInput(
            .error(
                "DOCKER_HOST is '\(text)', which cannot be reached from here",
                hint: "write unix:///path or tcp://host:port; ssh -L makes a remote socket a local one"
            )
        )
    }
}
