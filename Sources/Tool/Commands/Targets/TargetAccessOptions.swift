internal import Arguments
internal import Discovery
internal import HTTP

/// As whom servers are reached, and whom to trust: over what the profile's `access` says.
struct TargetAccessOptions: OptionGroup {
    var tokenFile: String?
    var headerFile: String?
    var authorityFile: String?
    var certificateFile: String?
    var keyFile: String?
    var serverName: String?
    var isInsecure = false

    static let parameters: [Parameter<Self>] =
        [
            .option(
                \.tokenFile,
                "--token-file",
                value: "FILE",
                help: "A bearer token for the servers, read before every request",
                environment: "MCPCTL_TARGET_TOKEN_FILE",
                completion: .file
            ),
            .option(
                \.headerFile,
                "--header-file",
                value: "FILE",
                help: "Lines 'Name: value' to send along",
                completion: .file
            ),
            .option(
                \.authorityFile,
                "--ca-file",
                value: "FILE",
                help: "Certificates of the authorities to trust instead of the system's, in PEM",
                environment: "MCPCTL_CA_FILE",
                completion: .file("pem", "crt")
            ).conflicting(with: "--insecure"),
            .option(
                \.certificateFile,
                "--client-certificate",
                value: "FILE",
                help: "The certificate to show to servers, in PEM",
                environment: "MCPCTL_CLIENT_CERTIFICATE",
                completion: .file("pem", "crt")
            ),
            .option(
                \.keyFile,
                "--client-key",
                value: "FILE",
                help: "The key of that certificate, in PEM",
                environment: "MCPCTL_CLIENT_KEY",
                completion: .file("pem", "key")
            ),
            .option(
                \.serverName,
                "--tls-server-name",
                value: "NAME",
                help: "The name that certificates of the servers have, when it is not the URL's host"
            ).conflicting(with: "--insecure"),
            .flag(
                \.isInsecure,
                "--insecure",
                help: "Trust any certificate; says so wherever it shows anything"
            ),
        ].under("Reaching servers")

    func validate() throws(UsageError) {
        guard (certificateFile == nil) != (keyFile == nil) else { return }
        throw UsageError(
            certificateFile == nil
                ? "--client-key needs --client-certificate" : "--client-certificate needs --client-key",
            hint: "a client shows a certificate and proves with its key that it is its own"
        )
    }

    func set(_ wish: inout TargetWish) {
        wish.tokenFile = tokenFile
        wish.headersFile = headerFile
        wish.authorities = authorityFile
        if let certificateFile, let keyFile {
            wish.identity = .init(certificate: .file(certificateFile), key: .file(keyFile))
        }
        wish.serverName = serverName
        wish.isInsecure = isInsecure
    }
}
