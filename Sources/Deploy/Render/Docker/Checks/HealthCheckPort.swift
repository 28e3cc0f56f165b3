internal import Diagnostics

extension DockerfileCheck {
    /// A question at a port where, going by `EXPOSE`, nobody listens.
    static let healthCheckPort = DockerfileCheck("health-check-port") { checked in
        guard let final = checked.final, let (check, place) = final.last(\.healthCheck),
            case .test(let words, _) = check
        else { return [] }
        let exposed = final.all(\.expose).flatMap(\.part)
        let numbers = exposed.compactMap { Int($0.prefix { $0 != "/" }) }
        // What a variable or a range stands for is not known here.
        guard !exposed.isEmpty, numbers.count == exposed.count,
            let port = ownPort(in: words.all.joined(separator: " ")), !numbers.contains(port)
        else { return [] }
        return [
            .warning(
                "HEALTHCHECK asks port \(port), and EXPOSE says \(exposed.joined(separator: " "))",
                at: place,
                hint: "ask where the server listens, or EXPOSE \(port) too"
            )
        ]
    }

    /// The port of the first address that means the container itself.
    private static func ownPort(in text: String) -> Int? {
        for host in ["localhost", "127.0.0.1", "[::1]", "0.0.0.0"] {
            guard let range = text.firstRange(of: "://" + host) else { continue }
            let rest = text[range.upperBound...]
            guard rest.hasPrefix(":") else { return text[..<range.lowerBound].hasSuffix("http") ? 80 : nil }
            return Int(rest.dropFirst().prefix(while: \.isNumber))
        }
        return nil
    }
}
