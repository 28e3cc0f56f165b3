internal import HTTP
internal import Values

/// An environment of a profile that must not be changed without its name.
struct ProtectedPlace {
    let environment: String

    /// The first protected environment with a target on that URL's host and port.
    ///
    /// Only targets that the profile lists itself are known: nothing is looked up.
    init?(of url: String, in tree: Value) {
        guard let wanted = HTTPAuthority(of: url) else { return nil }
        for member in tree["environments"]?.object?.members ?? []
        where member.value["protected"]?.bool == true {
            let urls = (member.value["targets"]?.array ?? []).compactMap { $0["url"]?.string ?? $0.string }
            let isThere = urls.contains { url in
                HTTPAuthority(of: url).map {
                    $0.host.lowercased() == wanted.host.lowercased() && $0.port == wanted.port
                } == true
            }
            if isThere {
                environment = member.key
                return
            }
        }
        return nil
    }
}
