internal import Diagnostics

extension DockerfileCheck {
    /// The image's user is root, nobody can tell who it is, or it is one that the host may have too.
    static let runsAsRoot = DockerfileCheck("runs-as-root") { checked in
        guard let final = checked.final else { return [] }
        guard let (user, place) = final.last(\.user) else {
            return [
                .error("no USER: the server runs as root", at: final.location, hint: "USER 10001:10001")
            ]
        }
        let name = user.prefix { $0 != ":" }
        if name == "root" || Int(name) == 0 {
            return [.error("the server runs as root", at: place, hint: "USER 10001:10001")]
        }
        guard let number = Int(name) else {
            if name.contains("$") { return [] }
            return [
                .error(
                    "USER \(name) is no number: Kubernetes cannot tell that it is not root (runAsNonRoot)",
                    at: place,
                    hint: "USER 10001:10001"
                )
            ]
        }
        guard number <= 10000 else { return [] }
        return [
            .warning(
                "USER \(number) may be a user of the host too",
                at: place,
                hint: "a number over 10000, as 10001: runtime.user in a profile"
            )
        ]
    }
}
