package import Values

/// An existing program that serves a stdio server over streamable HTTP.
package struct Bridge: Section {
    package static let summary = "An existing program that serves a stdio server over streamable HTTP."

    package var name = ""
    package var command: [String] = []
    package var stateless: [String] = []
    package var healthPath: String?
    package var sharesProcess = false

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(
            \.name,
            "name",
            .nonEmpty,
            "The bridge's package name: it must be in the image.",
            required: true
        ),
        Field(
            \.command,
            "command",
            "How it starts; {port} and {path} are the endpoint's, {command...} the server's words, {command} one text, "
                + "{stateless...} the words of 'stateless'.",
            required: true
        ),
        Field(
            \.stateless,
            "stateless",
            "What it is told when server.sessions is none, so that any replica may answer."
        ),
        Field(\.healthPath, "healthPath", .urlPath, "Where the bridge itself says that it lives."),
        Field(\.sharesProcess, "sharesProcess", "Whether all clients talk to one server process."),
    ]

    package func check(_ source: Value, _ decoding: inout Decoding) {
        if !stateless.isEmpty, !command.contains("{stateless...}") {
            decoding.error(
                "\(decoding.subject).stateless would be ignored: the command has no place for it",
                at: source["stateless"]?.location,
                hint: "put {stateless...} among the bridge's options"
            )
        }
        guard !command.contains(where: { $0.contains("{command}") || $0 == "{command...}" }) else { return }
        decoding.error(
            "\(decoding.subject).command never starts the server",
            at: source["command"]?.location,
            hint: "put {command...} where the server's own command belongs"
        )
    }
}
