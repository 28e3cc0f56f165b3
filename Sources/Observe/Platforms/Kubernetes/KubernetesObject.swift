internal import Values

/// An object of a cluster, as its tree tells.
struct KubernetesObject {
    let value: Value
    let apiVersion: String
    let kind: String
    let name: String
    let namespace: String?

    /// `nil` for what is no object.
    init?(_ value: Value) {
        guard let apiVersion = value["apiVersion"]?.nonEmptyString, let kind = value["kind"]?.nonEmptyString,
            let name = value["metadata"]?["name"]?.nonEmptyString
        else { return nil }
        self.value = value
        self.apiVersion = apiVersion
        self.kind = kind
        self.name = name
        namespace = value["metadata"]?["namespace"]?.nonEmptyString
    }

    /// As users call it: `Deployment weather/weather`.
    var title: String { "\(kind) \(namespace.map { "\($0)/" } ?? "")\(name)" }

    /// The tree without what the cluster keeps for itself.
    var comparable: Value {
        guard var object = value.object else { return value }
        object["status"] = nil
        if var metadata = object["metadata"]?.object {
            for key in [
                "managedFields", "resourceVersion", "generation", "uid", "creationTimestamp", "selfLink",
                "deletionTimestamp", "deletionGracePeriodSeconds",
            ] { metadata[key] = nil }
            if var annotations = metadata["annotations"]?.object {
                annotations["kubectl.kubernetes.io/last-applied-configuration"] = nil
                metadata["annotations"] = annotations.isEmpty ? nil : .object(annotations)
            }
            object["metadata"] = .object(metadata)
        }
        return .object(object)
    }

    /// The manager in whose name the object is applied: who leaves a field out takes away only what is its own.
    var applier: String {
        let managers = (value["metadata"]?["managedFields"]?.array ?? []).filter {
            $0["operation"]?.string == "Apply" && $0["subresource"]?.nonEmptyString == nil
        }.compactMap { $0["manager"]?.nonEmptyString }
        let own = [Self.ownManager, "kubectl"].first(where: managers.contains)
        return own ?? (managers.count == 1 ? managers[0] : Self.ownManager)
    }

    static let ownManager = "mcpctl"

    /// Whether another object brought it into being, and takes it away again.
    var isOwned: Bool { value["metadata"]?["ownerReferences"]?.array?.isEmpty == false }
}

/// A kind of objects and where the API has them.
struct KubernetesResource {
    let apiVersion: String
    let kind: String
    /// As in a path: `deployments`.
    let plural: String
    let isNamespaced: Bool

    func path(in namespace: String?) -> String {
        let root = apiVersion.contains("/") ? "/apis/\(apiVersion)" : "/api/\(apiVersion)"
        guard isNamespaced, let namespace else { return "\(root)/\(plural)" }
        return "\(root)/namespaces/\(percentEncoded(namespace))/\(plural)"
    }
}

/// A part of a path or of a query, with everything encoded that is not unreserved (RFC 3986 section 2.3).
package func percentEncoded(_ text: String) -> String {
    text.utf8.reduce(into: "") { result, byte in
        let character = Character(Unicode.Scalar(byte))
        if character.isASCII, character.isLetter || character.isNumber || "-._~".contains(character) {
            result.append(character)
        } else {
            let digits = String(byte, radix: 16, uppercase: true)
            result += "%" + (digits.count < 2 ? "0" : "") + digits
        }
    }
}
