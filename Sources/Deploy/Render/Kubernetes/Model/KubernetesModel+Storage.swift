internal import Diagnostics
internal import Profile
internal import Values

extension KubernetesModel {
    /// A file of the ConfigMap.
    struct MountedFile {
        let key: String
        let path: String
        let text: String
    }

    var configMapName: String { "\(name)-config" }

    /// The configuration files, and the probe when health is asked over the protocol, with their texts.
    func configFiles() throws(InvalidInput) -> [MountedFile] {
        let files = try server.files()
        let keys = Self.keys(for: files.map(\.path))
        return zip(files, keys).map { MountedFile(key: $1, path: $0.path, text: $0.text) }
    }

    /// A key of the ConfigMap for each path, no two alike: the file's name where only one file has it.
    static func keys(for paths: [String]) -> [String] {
        let names = paths.map { keyText($0.split(separator: "/").last ?? "") }
        let uses = Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +)
        var taken = Set(names.filter { uses[$0] == 1 })
        return zip(paths, names).map { path, name in
            guard uses[name] != 1 else { return name }
            // Files of one name in different folders are told apart by their whole path.
            let whole = keyText(path.dropFirst())
            var key = whole
            var count = 1
            while !taken.insert(key).inserted {
                count += 1
                key = "\(whole)-\(count)"
            }
            return key
        }
    }

    /// A text made fit for a key, which knows fewer characters than a path and must not begin with `..`.
    private static func keyText(_ text: Substring) -> String {
        let mapped = text.unicodeScalars.map { scalar -> Character in
            if scalar == "/" { return "-" }
            let isTaken = UInt8(exactly: scalar.value).map {
                $0.isASCIILetter || $0.isASCIIDigit || "-_.".utf8.contains($0)
            }
            return isTaken == true ? Character(scalar) : "_"
        }
        // The end tells more than the beginning; ten are left for a number.
        let key = String(mapped.suffix(240))
        return key.hasPrefix(".") && key.dropFirst().allSatisfy({ $0 == "." }) || key.hasPrefix("..")
            ? "_" + key : key
    }

    func configData(_ files: [MountedFile]) -> Value {
        guard !files.isEmpty else { return .null }
        var data = Object()
        for file in files { data[file.key] = .string(file.text) }
        return .object(data)
    }

    /// The pod's volumes.
    func volumes(_ files: [MountedFile]) -> [Value] {
        var volumes: [Value] = []
        if !files.isEmpty {
            volumes.append([
                "name": .string(ownVolumeName("config")), "kind": "configMap",
                "source": .string(configMapName),
            ])
        }
        for group in fileSecrets {
            volumes.append([
                "name": .string(group.volume), "kind": "secret", "source": .string(group.secret),
                "keys": .array(Set(group.keys.map(\.key)).sorted().map(Value.string)),
            ])
        }
        for entry in profile.volumes {
            switch (entry.element.kind, entry.element.shared) {
            case (.scratch, _):
                volumes.append([
                    "name": .string(entry.name), "kind": "scratch", "size": .string(entry.element.size.text),
                ])
            case (.persistent, true):
                volumes.append([
                    "name": .string(entry.name), "kind": "claim", "source": .string("\(name)-\(entry.name)"),
                ])
            case (.persistent, false): break
            }
        }
        if needsScratch {
            volumes.append(["name": .string(ownVolumeName("tmp")), "kind": "scratch", "size": "64Mi"])
        }
        return volumes
    }

    /// Where the container sees them.
    func mounts(_ files: [MountedFile]) -> [Value] {
        var mounts = files.map { mount(ownVolumeName("config"), $0.path, subPath: $0.key, isReadOnly: true) }
        for group in fileSecrets {
            mounts += group.keys.map { mount(group.volume, $0.path, subPath: $0.key, isReadOnly: true) }
        }
        mounts += profile.volumes.map { mount($0.name, $0.element.path, subPath: nil, isReadOnly: false) }
        if needsScratch {
            mounts.append(mount(ownVolumeName("tmp"), "/tmp", subPath: nil, isReadOnly: false))
        }
        return mounts
    }

    private func mount(_ volume: String, _ path: String, subPath: String?, isReadOnly: Bool) -> Value {
        [
            "volume": .string(volume), "path": .string(path), "subPath": subPath.map(Value.string) ?? .null,
            "readOnly": .bool(isReadOnly),
        ]
    }

    /// The root is read-only: every server gets a /tmp unless the profile has one.
    private var needsScratch: Bool { !profile.volumes.contains { $0.element.path == "/tmp" } }

    /// The name of a volume that the profile does not know; another one where the profile has a volume of that name.
    func ownVolumeName(_ name: String) -> String {
        profile.volumes[name] == nil ? name : ownVolumeName("mcpctl-\(name)")
    }

    /// Volumes that each replica has for itself.
    var ownVolumes: [Value] {
        profile.volumes.compactMap { entry in
            guard entry.element.kind == .persistent, !entry.element.shared else { return nil }
            return [
                "name": .string(entry.name), "size": .string(entry.element.size.text),
                "storageClass": entry.element.storageClass.map(Value.string) ?? .null,
            ]
        }
    }

    /// Volumes that all replicas share.
    var sharedVolumes: [Value] {
        profile.volumes.compactMap { entry in
            guard entry.element.kind == .persistent, entry.element.shared else { return nil }
            return [
                "claim": .string("\(name)-\(entry.name)"), "size": .string(entry.element.size.text),
                "storageClass": entry.element.storageClass.map(Value.string) ?? .null,
            ]
        }
    }
}
