internal import Diagnostics
internal import Values

/// The ports that some containers declare.
struct ContainerPorts {
    let names: [String]
    let numbers: [Int]

    init(_ containers: [Container]) {
        let ports = containers.flatMap(\.ports)
        names = ports.compactMap { $0.text("name") }
        numbers = ports.compactMap { $0["containerPort"]?.int }
    }

    /// What is wrong with a port given by name or number.
    struct Problem {
        let severity: Diagnostic.Severity
        /// As in `'http', which no container port is called`.
        let words: String
        let hint: String?
    }

    func problem(with port: Value) -> Problem? {
        if let number = port.int {
            guard 1...65535 ~= number else {
                return Problem(
                    severity: .error,
                    words: "\(number), which is no port",
                    hint: "ports are 1 to 65535"
                )
            }
            if numbers.contains(number) { return nil }
            let known = numbers.map(String.init).joined(separator: ", ")
            return numbers.isEmpty
                ? Problem(
                    severity: .warning,
                    words: "\(number), but no container declares a port",
                    hint: "declare it: ports: [{name: …, containerPort: \(number)}]"
                )
                : Problem(
                    severity: .error,
                    words: "\(number), which no container has",
                    hint: "the containers' ports are \(known)"
                )
        }
        guard let name = port.string else {
            return Problem(
                severity: .error,
                words: "\(port.kind), which is no port",
                hint: "write a port's name or number"
            )
        }
        if names.contains(name) { return nil }
        if Int(name) != nil {
            return Problem(
                severity: .error,
                words: "'\(name)', which is text and so taken for a name",
                hint: "write the number without quotes"
            )
        }
        let suggestion = nearest(to: name, in: names).map { "did you mean '\($0)'?" }
        return Problem(
            severity: .error,
            words: "'\(name)', which no container port is called",
            hint: suggestion ?? "give the container's port that name, or write its number"
        )
    }
}
