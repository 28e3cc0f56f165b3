package import Values

/// A folder the server writes to.
package struct Volume: Section {
    package static let summary = "A folder the server writes to: everything else is read-only."

    package enum Kind: String, Choice {
        case scratch, persistent
    }

    package var path = ""
    package var kind = Kind.scratch
    package var size = ByteQuantity(bytes: 64 << 20)
    package var shared = false
    package var storageClass: String?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.path, "path", .mountPath, "Where the server sees it.", required: true),
        Field(\.kind, "kind", "scratch: lost with the pod; persistent: outlives it."),
        Field(\.size, "size", "How much it holds."),
        Field(\.shared, "shared", "One volume for all replicas (ReadWriteMany) instead of one each."),
        Field(
            \.storageClass,
            "storageClass",
            .dnsName,
            "What provides it; the cluster's default when left out."
        ),
    ]

    package func check(_ source: Value, _ decoding: inout Decoding) {
        guard kind == .scratch, let key = ["shared", "storageClass"].first(where: { source[$0] != nil })
        else { return }
        decoding.error(
            "\(decoding.subject).\(key) would be ignored: the volume is scratch",
            at: source[key]?.location,
            hint: "kind: persistent"
        )
    }
}
