internal import Diagnostics
internal import Profile
internal import Values

/// What is mounted into the server's container: configuration, secrets, volumes.
struct KubernetesMounts {
    private let container: Value
    private let pod: Value
    private let set: KubernetesReader
    private var importer: Importer

    init(_ container: Value, pod: Value, in set: KubernetesReader, _ importer: Importer) {
        self.container = container
        self.pod = pod
        self.set = set
        self.importer = importer
    }

    mutating func read(_ detected: inout DetectedProfile) {
        for mount in container["volumeMounts"]?.items ?? [] {
            guard
                let volume = pod["volumes"]?.items.first(where: {
                    $0["name"]?.string == mount["name"]?.string
                }),
                let path = mount["mountPath"]
            else { continue }
            let key: String?
            if let map = volume["configMap"] {
                key = readConfigMap(map, mount, &detected)
            } else if let secret = volume["secret"] {
                key = readSecret(secret, mount, &detected)
            } else if volume["persistentVolumeClaim"] != nil || volume["emptyDir"] != nil {
                key = readVolume(volume, path, &detected)
            } else {
                importer.tell(
                    volume,
                    "the volume '\(volume["name"]?.string ?? "")'",
                    hint: "volumes: {NAME: {path: …, kind: persistent}}",
                    &detected
                )
                key = nil
            }
            for part in [mount, volume] { detected.ledger.account(part, key.map { .mapped($0) } ?? .told) }
        }
    }

    private mutating func readConfigMap(_ reference: Value, _ mount: Value, _ detected: inout DetectedProfile)
        -> String?
    {
        let name = reference["name"]?.string
        guard let map = set.named("ConfigMap", name), let folder = mount["mountPath"]?.string else {
            importer.tell(
                reference,
                "the ConfigMap '\(name ?? "")', which is not among the files",
                hint: "--from its manifest too, or write it under configFiles",
                &detected
            )
            return nil
        }
        for member in map["data"]?.members ?? [] {
            let single = mount["subPath"]?.string
            guard single == nil || single == member.key else { continue }
            let path =
                single == nil
                ? "\(folder.hasSuffix("/") ? String(folder.dropLast()) : folder)/\(member.key)" : folder
            detected.addConfiguration(member.value, at: path)
            readMeaning(member.value, &detected)
        }
        return "configFiles"
    }

    /// What a mounted configuration says about the system.
    private func readMeaning(_ value: Value, _ detected: inout DetectedProfile) {
        guard let text = value.string, let place = value.location,
            let tree = try? JSON.value(in: SourceFile(name: place.file.name, text: text))
        else { return }
        var inner = DetectedProfile()
        _ = MCPConfiguration.read(tree, "", .declared, &inner)
        for vote in inner.votes { detected.vote(vote.preset, vote.weight, vote.reason, at: place) }
    }

    private mutating func readSecret(_ reference: Value, _ mount: Value, _ detected: inout DetectedProfile)
        -> String?
    {
        guard let name = reference["secretName"], let folder = mount["mountPath"]?.string else { return nil }
        let items = reference["items"]?.items.compactMap { $0["key"]?.string }
        let known = set.named("Secret", name.string).map {
            ($0["data"]?.members ?? []) + ($0["stringData"]?.members ?? [])
        }
        let keys = items ?? known?.map(\.key) ?? mount["subPath"]?.string.map { [$0] } ?? []
        guard !keys.isEmpty else {
            importer.tell(
                reference,
                "the Secret '\(name.string ?? "")' as files: which keys it has is not told",
                hint: "secrets: {NAME: {kubernetes: {name: …, key: …}, path: …}}",
                &detected
            )
            return nil
        }
        for key in keys {
            let variable = String(key.uppercased().map { $0.isLetter || $0.isNumber ? $0 : "_" })
            detected.add(
                ["secrets", variable, "kubernetes"],
                ["name": name, "key": .string(key)],
                .deployed,
                "secretName",
                at: name.location
            )
            let path = mount["subPath"] == nil ? "\(folder)/\(key)" : folder
            detected.add(
                ["secrets", variable, "path"],
                .string(path),
                .deployed,
                "mountPath",
                at: mount["mountPath"]?.location
            )
        }
        return "secrets"
    }

    private mutating func readVolume(_ volume: Value, _ path: Value, _ detected: inout DetectedProfile)
        -> String
    {
        let name = ServerName.fitting(volume["name"]?.string ?? "") ?? "data"
        detected.add("volumes.\(name).path", path, .deployed, "mountPath", at: path.location)
        guard let claim = volume.at("persistentVolumeClaim", "claimName") else {
            if let size = volume.at("emptyDir", "sizeLimit") {
                detected.add("volumes.\(name).size", size, .deployed, "sizeLimit", at: size.location)
            }
            return "volumes.\(name)"
        }
        detected.add("volumes.\(name).kind", "persistent", .deployed, "claimName", at: claim.location)
        detected.warn(
            "the claim '\(claim.string ?? "")' stays as it is: the rendered server gets volumes of its own, which are empty",
            at: claim.location,
            hint: "copy what is in it before the old server goes away"
        )
        guard let object = set.named("PersistentVolumeClaim", claim.string), let spec = object["spec"] else {
            return "volumes.\(name)"
        }
        importer.map(
            spec.at("resources", "requests", "storage"),
            "volumes.\(name).size",
            .deployed,
            "storage",
            &detected
        )
        importer.map(
            spec["storageClassName"],
            "volumes.\(name).storageClass",
            .deployed,
            "storageClassName",
            &detected
        )
        if let modes = spec["accessModes"] {
            importer.map(
                modes,
                as: .bool(modes.texts.contains("ReadWriteMany")),
                "volumes.\(name).shared",
                .deployed,
                "accessModes",
                &detected
            )
        }
        return "volumes.\(name)"
    }
}
