internal import Profile
internal import Values

extension KubernetesModel {
    var ownSecretName: String { "\(name)-secrets" }

    /// A Kubernetes Secret and the key in it that one of the profile's secrets stands for.
    struct SecretSource {
        let secret: String
        let key: String
    }

    /// Where the cluster keeps a secret: the Secret the profile names, the one an operator makes, or our own.
    func source(of secret: Secret, named name: String) -> SecretSource {
        if let kubernetes = secret.kubernetes {
            return SecretSource(secret: kubernetes.name, key: kubernetes.key)
        }
        // Secret scanners take `secretKey: oauth-client-secret` for a secret; with underscores they see a name.
        let key = name.lowercased()
        if let external = secret.external {
            return SecretSource(secret: externalSecretName(external.store), key: key)
        }
        return SecretSource(secret: ownSecretName, key: key)
    }

    private func externalSecretName(_ store: String) -> String {
        let own = "\(name)-\(store.replacing(".", with: "-"))"
        return own == ownSecretName ? "\(own)-store" : own
    }

    /// The keys that somebody must put into our own Secret.
    var ownSecretKeys: [String] {
        profile.secrets.compactMap { entry in
            let source = source(of: entry.element, named: entry.name)
            return source.secret == ownSecretName && entry.element.kubernetes == nil ? source.key : nil
        }.sorted()
    }

    /// One ExternalSecret for each store.
    var externalSecrets: [Value] {
        var stores: [(store: ExternalSecret, keys: [Value])] = []
        for entry in profile.secrets {
            guard let external = entry.element.external, entry.element.kubernetes == nil else { continue }
            let key: Value = [
                "secretKey": .string(source(of: entry.element, named: entry.name).key),
                "key": .string(external.key),
                "property": external.property.map(Value.string) ?? .null,
            ]
            if let index = stores.firstIndex(where: {
                $0.store.store == external.store && $0.store.storeKind == external.storeKind
            }) {
                stores[index].keys.append(key)
            } else {
                stores.append((external, [key]))
            }
        }
        return stores.map { store, keys in
            [
                "name": .string(externalSecretName(store.store)), "store": .string(store.store),
                "storeKind": .string(store.storeKind.rawValue), "keys": .array(keys),
            ]
        }
    }

    /// Secrets that come as files, by the Kubernetes Secret they are in.
    struct FileSecret {
        let volume: String
        let secret: String
        var keys: [(key: String, path: String)]
    }

    var fileSecrets: [FileSecret] {
        var groups: [FileSecret] = []
        for entry in profile.secrets {
            guard let path = entry.element.path else { continue }
            let source = source(of: entry.element, named: entry.name)
            if let index = groups.firstIndex(where: { $0.secret == source.secret }) {
                groups[index].keys.append((source.key, path))
            } else {
                let volume = groups.isEmpty ? "secrets" : "secrets-\(groups.count + 1)"
                groups.append(
                    FileSecret(
                        volume: ownVolumeName(volume),
                        secret: source.secret,
                        keys: [(source.key, path)]
                    )
                )
            }
        }
        return groups
    }

    /// What is in the cluster before we come: Secrets and the Services of other servers behind one gateway.
    var existingObjects: Set<ManifestSet.Reference> {
        var names = Set(profile.secrets.compactMap { $0.element.kubernetes?.name })
        names.formUnion(profile.image.pullSecrets)
        for external in externalSecrets { if let name = external["name"]?.string { names.insert(name) } }
        if let gateway = profile.gateway { names.insert(gateway.tlsSecret ?? "\(name)-tls") }
        let services = (profile.gateway?.routes ?? []).compactMap(\.service).filter { $0 != name }
        return Set(names.map { ManifestSet.Reference(kind: "Secret", name: $0) })
            .union(services.map { ManifestSet.Reference(kind: "Service", name: $0) })
    }

    /// The container's variables: plain ones, references, and paths of secret files.
    var environment: [Value] {
        var variables: [Value] = profile.env.map { entry in
            [
                "name": .string(entry.name), "value": .string(Self.unexpanded(entry.element.text)),
                "secret": .null,
            ]
        }
        for entry in profile.secrets {
            if let path = entry.element.path {
                guard let variable = entry.element.pathEnv else { continue }
                variables.append([
                    "name": .string(variable), "value": .string(Self.unexpanded(path)), "secret": .null,
                ])
            } else {
                let source = source(of: entry.element, named: entry.name)
                variables.append([
                    "name": .string(entry.element.env ?? entry.name), "secret": .string(source.secret),
                    "key": .string(source.key),
                ])
            }
        }
        return variables.sorted { ($0["name"]?.string ?? "") < ($1["name"]?.string ?? "") }
    }

    var hasSecretVariables: Bool { profile.secrets.contains { $0.element.path == nil } }
}
