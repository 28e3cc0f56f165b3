package import Values

/// What only Docker Compose needs to know.
///
/// In a profile with several servers, what concerns all of them is said once for all.
package struct ComposeOptions: Section {
    package static let summary = "What only Docker Compose needs to know."

    /// A listener that people on the machine may want to ask.
    package enum LocalListener: String, Choice { case health, metrics, admin }

    package var publish: String?
    package var port: Int?
    package var local: [LocalListener] = []
    package var build: String?
    package var envFile: String?
    package var redis: Bool?
    package var monitoring = false
    package var tls: ComposeTLS?
    package var trustedProxies: [String] = []
    package var images = ComposeImages()

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(
            \.publish,
            "publish",
            .ipAddress,
            "The host address that clients come in at; 127.0.0.1 when left out."
        ),
        Field(
            \.port,
            "port",
            in: 1...65535,
            "The host port that clients come in at; with a gateway 8080, or 8443 with tls, else server.port when left out."
        ),
        Field(\.local, "local", "Other listeners to publish on 127.0.0.1: health, metrics, admin."),
        Field(
            \.build,
            "build",
            .nonEmpty,
            "The folder with the Dockerfile, from compose.yaml's own: builds the image instead of pulling it."
        ),
        Field(
            \.envFile,
            "envFile",
            .nonEmpty,
            "A file with more variables, from compose.yaml's own folder; it may be absent."
        ),
        Field(
            \.redis,
            "redis",
            "Whether a Redis comes along for cache.redis; when left out, one does for hosts that only a cluster knows."
        ),
        Field(\.monitoring, "monitoring", "Whether Prometheus, Alertmanager and Grafana come along."),
        Field(\.tls, "tls", ComposeTLS.summary),
        Field(
            \.trustedProxies,
            "trustedProxies",
            "Address blocks of proxies in front of the gateway, which say whom they forward for."
        ),
        Field(\.images, "images", ComposeImages.summary),
    ]

    package func check(_ source: Value, _ decoding: inout Decoding) {
        for (index, block) in trustedProxies.enumerated() where IPv4Block(block) == nil {
            decoding.error(
                "\(decoding.subject).trustedProxies must hold address blocks such as 10.0.0.0/8",
                at: source["trustedProxies"]?.array?[index].location
            )
        }
    }
}

/// The certificate of the gateway.
package struct ComposeTLS: Section {
    package static let summary = "The gateway's certificate and key, as files on the host."

    package var certificate = ""
    package var key = ""

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.certificate, "certificate", .nonEmpty, "The certificate and its chain, PEM.", required: true),
        Field(\.key, "key", .nonEmpty, "Its key, PEM; readable for the gateway's user 101.", required: true),
    ]
}

/// Other versions, or a registry of one's own, for what comes along.
package struct ComposeImages: Section {
    package static let summary = "The images of what comes along; pinned versions when left out."

    package var gateway: Image?
    package var redis: Image?
    package var prometheus: Image?
    package var alertmanager: Image?
    package var grafana: Image?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.gateway, "gateway", "nginx 1.27.3 or later that needs no root: nginxinc/nginx-unprivileged."),
        Field(\.redis, "redis", "Redis with a shell."),
        Field(\.prometheus, "prometheus", "Prometheus 3."),
        Field(\.alertmanager, "alertmanager", "Alertmanager."),
        Field(\.grafana, "grafana", "Grafana."),
    ]
}

extension TextRule {
    /// RFC 791's dotted form; brackets and zones of IPv6 addresses are not for ports of containers.
    static let ipAddress = TextRule(
        expectation: "an IP address such as 127.0.0.1 or 0.0.0.0",
        pattern: "^([0-9]{1,3}\\.){3}[0-9]{1,3}$|^[0-9a-fA-F:]*:[0-9a-fA-F:]*$",
        hint: "the port is compose.port"
    ) { text in
        if text.contains(":") {
            return text.utf8.count > 1
                && text.utf8.allSatisfy {
                    $0.isASCIIDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0 | 0x20)
                        || $0 == UInt8(ascii: ":")
                }
        }
        return IPv4Block(text + "/32") != nil
    }
}
