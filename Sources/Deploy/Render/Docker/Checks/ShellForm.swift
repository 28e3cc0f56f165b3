internal import Diagnostics

extension DockerfileCheck {
    /// A shell between the platform and the server takes the signals and does not pass them on.
    static let shellForm = DockerfileCheck("shell-form") { checked in
        guard let final = checked.final else { return [] }
        let started = [("CMD", final.last(\.command)), ("ENTRYPOINT", final.last(\.entrypoint))]
        return started.compactMap { name, found in
            guard let (words, place) = found, case .shell = words else { return nil }
            return .error(
                "\(name) is a text: a shell starts the server, and SIGTERM never reaches it",
                at: place,
                hint: "list the words: \(name) [\"node\", \"dist/index.js\"]"
            )
        }
    }
}
