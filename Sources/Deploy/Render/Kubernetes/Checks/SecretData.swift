internal import Diagnostics
internal import Profile
internal import Values

extension ManifestCheck {
    /// A Secret that an API server refuses, or that carries its values into the repository.
    static let secretData = ManifestCheck(id: "secret-data") { set in
        set.objects(of: "Secret").flatMap { secret -> [Diagnostic] in
            let data = (secret["data"]?.object?.members ?? []).compactMap { encoding(of: $0, in: secret) }
            let places = ["data", "stringData"].filter { place in
                (secret[place]?.texts ?? [:]).contains { !$0.value.isEmpty }
            }
            guard let place = places.first, data.allSatisfy({ $0.severity != .error }) else { return data }
            let readable = place == "data" ? "base64 is no protection" : "stringData is plain text"
            return data + [
                Diagnostic.warning(
                    "\(secret.title): has its values in the file: \(readable)",
                    at: secret[place]?.location,
                    hint: "leave \(place) out and set it in the cluster, or use an ExternalSecret"
                )
                .withoutExcerpt()
            ]
        }
    }

    private static func encoding(of member: Object.Member, in secret: Value) -> Diagnostic? {
        guard let text = member.value.string else { return nil }
        guard let bytes = Base64.decode(text) else {
            return Diagnostic.error(
                "\(secret.title): the value of '\(member.key)' is not base64",
                at: member.value.location,
                hint: "encode it with: printf %s VALUE | base64 -w0; or write it under stringData"
            )
            .withoutExcerpt()
        }
        // A key file ends with a line break; a password that does was made with echo.
        let isOneLine =
            bytes.last == UInt8(ascii: "\n") && bytes.dropLast().contains(UInt8(ascii: "\n")) == false
        guard isOneLine, bytes.count > 1 else { return nil }
        return Diagnostic.warning(
            "\(secret.title): the value of '\(member.key)' ends with a line break",
            at: member.value.location,
            hint: "encode it with printf %s instead of echo"
        )
        .withoutExcerpt()
    }
}
