internal import Diagnostics

extension DockerfileCheck {
    /// `EXPOSE` says other ports than the profile.
    static let ports = DockerfileCheck("ports") { checked in
        guard let ports = checked.ports, let final = checked.final else { return [] }
        let exposed = final.all(\.expose).flatMap { texts, place in texts.map { ($0, place) } }
        let numbers = exposed.compactMap { Int($0.0.prefix { $0 != "/" }) }
        guard numbers.count == exposed.count else { return [] }
        let place = exposed.first?.1 ?? final.location
        let missing = ports.subtracting(numbers).sorted().map { number in
            Diagnostic.error(
                "EXPOSE leaves out \(number), where the profile says the server listens",
                at: place,
                hint: "EXPOSE \(ports.sorted().map(String.init).joined(separator: " "))"
            )
        }
        let foreign = Set(numbers).subtracting(ports).sorted().map { number in
            Diagnostic.warning(
                "EXPOSE \(number), and nothing in the profile listens there",
                at: place,
                hint: "remove it, or say in the profile what it is"
            )
        }
        return missing + foreign
    }
}
