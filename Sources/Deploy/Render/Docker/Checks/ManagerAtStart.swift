internal import Diagnostics

extension DockerfileCheck {
    /// A package manager between the platform and the server keeps the signals to itself.
    static let managerAtStart = DockerfileCheck("manager-at-start") { checked in
        guard let final = checked.final,
            let (words, place) = final.last(\.command) ?? final.last(\.entrypoint),
            let program = words.all.first?.split(separator: "/").last.map(String.init),
            ["npm", "pnpm", "yarn"].contains(program),
            ["start", "run"].contains(words.all.dropFirst().first { !$0.hasPrefix("-") })
        else { return [] }
        return [
            .error(
                "\(program) starts the server: it writes to the home folder, and SIGTERM need not reach the server",
                at: place,
                hint: "start the program itself: CMD [\"node\", \"dist/index.js\"]"
            )
        ]
    }
}
