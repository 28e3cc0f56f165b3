internal import Diagnostics
internal import Values

extension Value {
    /// The tree of a profile, or of a part of one, with everything hidden that may be a secret.
    func withoutSecrets(at path: [String] = []) -> Value {
        switch content {
        case .object(let object):
            var hidden = Object()
            for member in object {
                let value = member.value.withoutSecrets(at: path + [member.key])
                hidden.set(member.key, to: value, keyLocation: member.keyLocation)
            }
            return Value(.object(hidden), at: location)
        case .array(let items):
            return Value(.array(items.map { $0.withoutSecrets(at: path) }), at: location)
        case .string, .number:
            return mayBeSecret(at: path) ? Value(.string(SecretLiteral.placeholder), at: location) : self
        case .null, .bool: return self
        }
    }

    private func mayBeSecret(at path: [String]) -> Bool {
        guard path.first == "secrets" else {
            return SecretLook.isSuspicious(name: path.last ?? "", text: string ?? number?.text ?? "")
        }
        switch path.count {
        // `API_KEY: SECRET/KEY` is a reference, everything else in its place was not meant to be seen.
        case 2: return Secret.shorthand?.decode(self) == nil
        case 3: return path[2] == "value" || !Secret.fields.contains { $0.key == path[2] }
        default: return false
        }
    }
}
