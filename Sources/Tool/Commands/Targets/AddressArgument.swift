internal import Arguments
internal import Discovery
internal import HTTP

/// A server on the command line: `http://localhost:3000`, or `weather=https://example.com/mcp`.
struct AddressArgument: ArgumentValue, Sendable {
    let address: TargetWish.Address

    static let expectation = "http://HOST[:PORT][/PATH], https://…, or NAME= before it, without a user in it"

    init?(argument: String) {
        var name: String?
        var url = argument
        // The name ends at the first '=' before the scheme: a query may hold others.
        if let scheme = argument.firstRange(of: "://"),
            let equals = argument[..<scheme.lowerBound].firstIndex(of: "=")
        {
            name = String(argument[..<equals])
            url = String(argument[argument.index(after: equals)...])
        }
        guard name?.isEmpty != true, let authority = HTTPAuthority(of: url), !authority.hasUser,
            !url.contains(where: \.isWhitespace)
        else { return nil }
        address = TargetWish.Address(name: name, url: url)
    }

    var argumentText: String? { address.name.map { "\($0)=\(address.url)" } ?? address.url }
}
