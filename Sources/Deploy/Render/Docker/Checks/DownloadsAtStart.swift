internal import Diagnostics

extension DockerfileCheck {
    /// What starts the server fetches or compiles it first.
    static let downloadsAtStart = DockerfileCheck("downloads-at-start") { checked in
        guard let final = checked.final else { return [] }
        let words = [final.last(\.entrypoint), final.last(\.command)].flatMap { found in
            (found?.part.all ?? []).map { ($0, found?.location) }
        }
        let names = words.map { $0.0.split(separator: "/").last.map(String.init) ?? "" }
        let fetchers = ["npx", "tsx", "ts-node", "uvx", "pipx", "bunx", "nodemon"]
        if let index = names.firstIndex(where: fetchers.contains) {
            return [
                .error(
                    "the server starts with \(names[index]): what runs is fetched or compiled at every start, where neither network nor a writable folder need be",
                    at: words[index].1,
                    hint:
                        "build it into the image, and start what was built: CMD [\"node\", \"dist/index.js\"]"
                )
            ]
        }
        let pairs = zip(names, names.dropFirst()).enumerated()
        let installs: Set = [
            "npm install", "npm ci", "pip install", "pnpm dlx", "yarn dlx", "go run", "swift run",
        ]
        guard let pair = pairs.first(where: { installs.contains("\($0.element.0) \($0.element.1)") }) else {
            return []
        }
        return [
            .error(
                "the server starts with '\(pair.element.0) \(pair.element.1)': an image must hold all that runs",
                at: words[pair.offset].1,
                hint: "do it in a RUN"
            )
        ]
    }
}
