internal import Digest
internal import Values

/// Changes when a configuration file changes, so that the pods are replaced; not when only a label does.
struct ConfigChecksum: Equatable {
    /// 64 hexadecimal digits, for an annotation of the pod template.
    let text: String

    static let annotation = "checksum/config"

    /// The checksum of a ConfigMap's data; `nil` when it has none.
    init?(of data: Value?) {
        guard let data = data?.object, !data.isEmpty else { return nil }
        var bytes: [UInt8] = []
        for member in data.sortedByKey() {
            let file = Array((member.value.string ?? member.value.json(.compact)).utf8)
            // Lengths keep two files apart from one that holds both.
            bytes += Array("\(member.key) \(file.count)\n".utf8) + file
        }
        text = SHA256.hexadecimal(bytes)
    }
}

extension Value {
    /// The object with a checksum of its pods replaced: a patch may have changed the files after it was taken.
    func replacing(_ old: ConfigChecksum, with new: ConfigChecksum?) -> Value {
        guard let spec = self["spec"], let template = spec["template"], let metadata = template["metadata"],
            var annotations = metadata["annotations"]?.object,
            annotations[ConfigChecksum.annotation]?.string == old.text
        else { return self }
        annotations[ConfigChecksum.annotation] = new.map { .string($0.text) }
        let inner = template.setting("metadata", metadata.setting("annotations", .object(annotations)))
        return setting("spec", spec.setting("template", inner))
    }
}
