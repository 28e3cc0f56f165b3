package import Values

/// An upstream: an address block, or the pods of a namespace.
package struct Egress: Section {
    package static let summary = "Addresses, or pods of a namespace, that the server may call."

    package var cidr: String?
    package var namespace: String?
    package var ports: [Int] = []

    package init() {}
    package init(namespace: String, ports: [Int]) {
        self.namespace = namespace
        self.ports = ports
    }
    package init(cidr: String, ports: [Int]) {
        self.cidr = cidr
        self.ports = ports
    }

    package static let fields: [Field<Self>] = [
        Field(
            \.cidr,
            "cidr",
            .cidr,
            "An address block such as 10.20.0.0/16, or one address: 192.168.1.100/32."
        ),
        Field(
            \.namespace,
            "namespace",
            .dnsLabel,
            "A namespace of the same cluster: some networks never match pods by address."
        ),
        Field(\.ports, "ports", "TCP ports.", required: true),
    ]

    package func check(_ source: Value, _ decoding: inout Decoding) {
        for value in source["ports"]?.array ?? [] where !(1...65535 ~= (value.int ?? 0)) {
            decoding.error(
                "\(decoding.subject).ports must be from 1 to 65535, not \(value.shortText)",
                at: value.location
            )
        }
        if (cidr == nil) == (namespace == nil) {
            decoding.error(
                "\(decoding.subject) must name a cidr or a namespace\(cidr == nil ? "" : ", not both")",
                at: source.location
            )
        }
        if ports.isEmpty {
            decoding.error(
                "\(decoding.subject).ports is empty: nothing would be allowed",
                at: source["ports"]?.location
            )
        }
    }

    /// The address of cloud instance metadata: credentials for whoever asks.
    package static let metadataService = "169.254.169.254"

    /// Whether the block holds the metadata service's address, which must then be cut out of it.
    package var reachesMetadataService: Bool {
        cidr.flatMap(IPv4Block.init)?.contains(IPv4Block(Self.metadataService + "/32")) == true
    }
}
