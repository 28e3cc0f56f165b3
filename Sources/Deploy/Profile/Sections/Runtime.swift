/// What the server is written in and how it is built and started.
package struct Runtime: Section {
    package static let summary = "What the server is written in, how it is built and how it starts."

    package enum Language: String, Choice { case node, python, swift, go, custom }
    package enum PackageManager: String, Choice { case npm, pnpm, yarn, pip, poetry, uv, swift, go }

    package var language = Language.custom
    package var version: String?
    package var packageManager: PackageManager?
    package var build: [String] = []
    package var command: [String] = []
    package var workingDirectory = "/app"
    package var user = 10001

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.language, "language", "What the image's own interpreter is: probes run in it."),
        Field(
            \.version,
            "version",
            .version,
            "The interpreter's or compiler's version, such as \"20\" or \"3.12\"."
        ),
        Field(\.packageManager, "packageManager", "What installs the dependencies."),
        Field(\.build, "build", "Commands that turn sources into what runs."),
        Field(
            \.command,
            "command",
            "What starts the server, word by word (no shell); left out: the image's own command."
        ),
        Field(\.workingDirectory, "workingDirectory", .absolutePath, "Where the command runs."),
        Field(
            \.user,
            "user",
            in: 1...2_147_483_647,
            "Numeric user and group the server runs as; over 10000 by default."
        ),
    ]
}
