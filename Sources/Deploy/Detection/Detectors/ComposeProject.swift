internal import Diagnostics
internal import Values
internal import YAML

/// A Compose file: the service that is the server (https://docs.docker.com/reference/compose-file/).
struct ComposeProject: Detector {
    private static let names = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"]

    static func detect(in folder: ProjectFolder, service: String?, _ detected: inout DetectedProfile) {
        guard let file = names.compactMap(folder.file).first else { return }
        do throws(InvalidInput) {
            read(try YAML.document(in: file), in: folder, service: service, &detected)
        } catch {
            detected.skip(error)
        }
    }

    static func read(
        _ tree: Value,
        in folder: ProjectFolder,
        service: String?,
        _ detected: inout DetectedProfile
    ) {
        let services = tree["services"]?.members ?? []
        guard let chosen = choose(services, service, &detected) else { return }
        var importer = Importer(root: tree, kind: "Compose")
        importer.replace(
            tree["version"],
            "version",
            by: "the Compose specification, which has no version",
            &detected
        )
        detected.add("name", .string(chosen.key), .deployed, "services", at: chosen.keyLocation)
        var reader = ComposeService(
            name: chosen.key,
            tree: chosen.value,
            root: tree,
            folder: folder,
            importer: importer
        )
        reader.read(&detected)
        for other in services where other.key != chosen.key {
            reader.importer.tell(
                other.value,
                "the service '\(other.key)'",
                hint: "a profile describes one server: --service \(other.key) takes that one",
                &detected
            )
        }
        reader.importer.finish(&detected)
    }

    private static func choose(
        _ services: [Object.Member],
        _ asked: String?,
        _ detected: inout DetectedProfile
    )
        -> Object.Member?
    {
        if let asked, let service = services.first(where: { $0.key == asked }) { return service }
        if let asked, !services.isEmpty {
            let known = services.map(\.key)
            detected.report(
                .error(
                    "there is no service '\(asked)'",
                    at: services.first?.keyLocation,
                    hint: nearest(to: asked, in: known).map { "did you mean '\($0)'?" }
                        ?? "the services are \(known.joined(separator: ", "))"
                )
            )
            return nil
        }
        guard services.count > 1 else { return services.first }
        // What is built here is the server; what is only pulled is what it needs.
        let built = services.filter { $0.value["build"] != nil }
        let named = services.filter { $0.key.contains("mcp") }
        let choice = built.count == 1 ? built[0] : named.count == 1 ? named[0] : built.first ?? services[0]
        detected.warn(
            "there are \(services.count) services, and '\(choice.key)' was taken: "
                + (built.count == 1
                    ? "it is the one that is built here"
                    : named.count == 1 ? "its name says mcp" : "it is the first"),
            at: choice.keyLocation,
            hint: "--service NAME takes another: \(services.map(\.key).joined(separator: ", "))"
        )
        return choice
    }
}
