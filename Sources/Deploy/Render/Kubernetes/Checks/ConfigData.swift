internal import Diagnostics
internal import Profile
internal import Values

extension ManifestCheck {
    /// ConfigMaps and Secrets with keys or sizes that an API server, or kubectl, does not take.
    static let configData = ManifestCheck(id: "config-data") { set in
        set.objects(of: "ConfigMap", "Secret").flatMap { object in keys(of: object) + size(of: object) }
    }

    /// An API server's limit on the data of one object.
    private static let serverLimit = 1 << 20
    /// What an annotation can hold, into which client-side apply writes the whole object.
    private static let clientLimit = 262_144

    private static func keys(of object: Value) -> [Diagnostic] {
        let places = object.kindName == "Secret" ? ["data", "stringData"] : ["data", "binaryData"]
        var findings: [Diagnostic] = []
        for member in places.flatMap({ object[$0]?.object?.members ?? [] }) {
            guard let problem = TextRule.dataKey.problem(with: member.key) else { continue }
            findings.append(
                .error(
                    "\(object.title): the key '\(member.key)' \(problem)",
                    at: member.keyLocation,
                    hint: member.key.contains("/")
                        ? "name the file here, and its folder in the volume's items" : nil
                )
            )
        }
        for member in object["binaryData"]?.object ?? Object() where object["data"]?[member.key] != nil {
            findings.append(
                .error(
                    "\(object.title): the key '\(member.key)' is in both data and binaryData",
                    at: member.keyLocation
                )
            )
        }
        return findings
    }

    private static func size(of object: Value) -> [Diagnostic] {
        let bytes = ["data", "binaryData", "stringData"].reduce(0) { sum, place in
            (object[place]?.texts ?? [:]).reduce(sum) { $0 + $1.key.utf8.count + $1.value.utf8.count }
        }
        let place = object["data"]?.location ?? object.location
        if bytes > serverLimit {
            return [
                .error(
                    "\(object.title): has \(bytes) bytes of data, more than \(serverLimit)",
                    at: place,
                    hint: "split it, or put the files into the image or a volume"
                )
            ]
        }
        // The annotation holds the object as JSON, escapes included.
        guard bytes > clientLimit / 2 else { return [] }
        let written = object.json(.compact).utf8.count
        guard written > clientLimit else { return [] }
        return [
            .warning(
                "\(object.title): has \(written) bytes, more than client-side kubectl apply can record",
                at: place,
                hint: "use kubectl apply --server-side"
            )
        ]
    }
}
