internal import Diagnostics
internal import Values

extension ComposeCheck {
    /// A port that is none.
    static let portNumbers = ComposeCheck.ofEachService("port-number") { service in
        service.ports.compactMap { port in
            let range = port.publishedNumbers
            let numbers = [port.target, range?.lowerBound, range?.upperBound].compactMap(\.self)
            guard
                let wrong = numbers.first(where: { !(0...65535).contains($0) })
                    ?? (port.target == 0 ? 0 : nil)
            else { return nil }
            return .error(
                "\(service.title): \(wrong) is no port",
                at: port.location ?? service.location,
                hint: "a number from 1 to 65535"
            )
        }
    }
}
