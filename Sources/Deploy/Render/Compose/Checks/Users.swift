internal import Diagnostics
internal import Values

extension ComposeCheck {
    /// A container that runs as root, or as whoever the image says.
    static let users = ComposeCheck.ofEachService("user") { service in
        let hint = "write user: \"10001:10001\", and the same number as USER in the image"
        guard let value = service.value["user"] else {
            return [
                .warning(
                    "\(service.title): the image decides which user it runs as",
                    at: service.location,
                    hint: hint
                )
            ]
        }
        let text = value.string ?? value.number?.text ?? ""
        let user = text.split(separator: ":").first.map(String.init) ?? text
        guard user == "root" || Int(user) == 0 else { return [] }
        return [.error("\(service.title) runs as root", at: value.location ?? service.location, hint: hint)]
    }
}
