internal import Profile

/// The ARN of a Secrets Manager secret or an SSM parameter, as `valueFrom` takes it.
///
/// Amazon ECS Developer Guide, "Pass Secrets Manager secrets through Amazon ECS environment variables": after the name
/// may come a JSON key, a version stage and a version id, each possibly empty.
struct SecretReference {
    enum Service: String { case secretsManager = "secretsmanager", parameterStore = "ssm" }

    let service: Service
    let region: String
    /// Without what picks a part of the secret: what a policy allows.
    let resource: String
    private let name: String
    private let more: [String]

    init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 6, parts[0] == "arn", let service = Service(rawValue: parts[2]) else {
            return nil
        }
        self.service = service
        region = parts[3]
        switch service {
        case .parameterStore:
            guard parts.count == 6, parts[5].hasPrefix("parameter/") else { return nil }
            (resource, name, more) = (text, parts[5], [])
        case .secretsManager:
            guard parts.count >= 7, parts[5] == "secret" else { return nil }
            resource = parts.prefix(7).joined(separator: ":")
            name = parts[6]
            more = Array(parts.dropFirst(7))
        }
    }

    /// Whether the secret's name ends in a hyphen and six characters, which Secrets Manager adds to every name.
    var hasSuffix: Bool {
        guard service == .secretsManager else { return true }
        let suffix = name.utf8.suffix(6)
        return name.utf8.count > 7 && suffix.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit }
            && name.utf8.dropLast(6).last == UInt8(ascii: "-")
    }

    /// Whether key, stage and version are all there or none of them is.
    var isWhole: Bool { more.isEmpty || more.count == 3 }
}
