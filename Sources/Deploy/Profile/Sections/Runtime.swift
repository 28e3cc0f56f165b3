package import Values

/// What the server is written in and how it is built and started.
package struct Runtime: Section {
    package static let summary = "What the server is written in, how it is built and how it starts."

    package enum Language: String, Choice { case node, python, swift, go, custom }
    package enum PackageManager: String, Choice { case npm, pnpm, yarn, pip, poetry, uv, swift, go }
    package enum Dependencies: String, Choice { case production, all }

    package var language = Language.custom
    package var version: String?
    package var image: String?
    package var buildImage: String?
    package var packageManager: PackageManager?
    package var packageManagerVersion: String?
    package var dependencies = Dependencies.production
    package var installFiles: [String] = []
    package var build: [String] = []
    package var artifacts: [String] = []
    package var imageEnv: [String] = []
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
        Field(
            \.image,
            "image",
            .baseImage,
            "The base image the server runs in, with its digest at best; made from language and version when left out."
        ),
        Field(
            \.buildImage,
            "buildImage",
            .baseImage,
            "The base image it is built in; made from language and version when left out."
        ),
        Field(\.packageManager, "packageManager", "What installs the dependencies."),
        Field(
            \.packageManagerVersion,
            "packageManagerVersion",
            .version,
            "Its version, for those that the base image does not bring: pnpm, yarn, poetry, uv."
        ),
        Field(
            \.dependencies,
            "dependencies",
            "Which of them stay in the image: all, where the server needs what is listed for development only."
        ),
        Field(
            \.installFiles,
            "installFiles",
            "Files and folders the install reads beside manifest and lock file, such as .npmrc or vendor."
        ),
        Field(\.build, "build", "Commands that turn sources into what runs."),
        Field(
            \.artifacts,
            "artifacts",
            "Files and folders of the working directory that the image keeps; all of it when left out."
        ),
        Field(
            \.imageEnv,
            "imageEnv",
            "Variables of 'env' that are the image's own, the same in every environment: by these it starts without a platform."
        ),
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

    /// What can install dependencies in each language; `nil` where any may.
    private var managers: [PackageManager]? {
        switch language {
        case .node: [.npm, .pnpm, .yarn]
        case .python: [.pip, .poetry, .uv]
        case .swift: [.swift]
        case .go: [.go]
        case .custom: nil
        }
    }

    package func check(_ source: Value, _ decoding: inout Decoding) {
        if let packageManager, let managers, !managers.contains(packageManager) {
            let known = managers.map(\.rawValue).joined(separator: ", ")
            decoding.error(
                "\(decoding.subject).packageManager \(packageManager.rawValue) installs nothing for \(language.rawValue)",
                at: source["packageManager"]?.location ?? source.location,
                hint: managers.count == 1 ? "it is \(known)" : "it is one of \(known)"
            )
        }
        let relative = [("installFiles", installFiles), ("artifacts", artifacts)]
        for (key, paths) in relative {
            for (index, path) in paths.enumerated() where !Self.isInProject(path) {
                decoding.error(
                    "\(decoding.subject).\(key) must be paths inside the project, not \(path)",
                    at: source[key]?.array?[index].location ?? source[key]?.location
                )
            }
        }
    }

    private static func isInProject(_ path: String) -> Bool {
        !path.isEmpty && !path.hasPrefix("/") && !path.split(separator: "/").contains("..")
            && !path.contains(where: \.isNewline)
    }
}

extension TextRule {
    /// A base image that will be the same one tomorrow.
    static let baseImage = TextRule(
        expectation: "an image with its tag or digest, such as node:20-bookworm-slim, and not 'latest'",
        pattern: "^(?!.*:latest(@|$))\(Image.grammar)"
            + "(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}(@sha256:[0-9a-f]{64})?|@sha256:[0-9a-f]{64})$",
        hint: "a digest makes builds repeatable: node:20-bookworm-slim@sha256:…"
    ) { text in
        Image(reference: text).map { $0.tag != "latest" && ($0.tag != nil || $0.digest != nil) } ?? false
    }
}
