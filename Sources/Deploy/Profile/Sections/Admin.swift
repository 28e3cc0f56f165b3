/// The admin JSON-RPC channel.
package struct Admin: Section {
    package static let summary = "The admin JSON-RPC channel, on a listener of its own."

    package var enabled = false
    package var port = 9901
    package var path = "/admin/rpc"
    package var secret: String?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.enabled, "enabled", "Whether the server has the channel."),
        Field(\.port, "port", in: 1...65535, "Its port: never the MCP port."),
        Field(\.path, "path", .urlPath, "Its URL path."),
        Field(\.secret, "secret", .environmentName, "The name under 'secrets' that holds its key."),
    ]
}
