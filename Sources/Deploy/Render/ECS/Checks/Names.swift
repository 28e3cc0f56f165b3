internal import Diagnostics
internal import Profile
internal import Values

extension ECSCheck {
    /// A name that ECS refuses: RegisterTaskDefinition's family, ContainerDefinition's name, PortMapping's name.
    static let names = ofTasks("name") { task in
        var findings: [Diagnostic] = []
        func check(_ owner: String, _ value: Value?, at location: SourceLocation?) {
            guard let value else {
                findings.append(.error("\(owner) has no name", at: location))
                return
            }
            guard let name = value.string, !isName(name) else { return }
            findings.append(
                .error(
                    "\(owner): '\(name)' is no name for ECS",
                    at: value.location ?? location,
                    hint: "letters, digits, '_' and '-', 255 at most"
                )
            )
        }
        check("the task's family", task.value["family"], at: task.location)
        for container in task.containers {
            check(container.title, container.value["name"], at: container.location)
            for port in container.ports {
                guard let value = port["name"], let name = value.string else { continue }
                let isFine =
                    !name.isEmpty && name.utf8.count <= 64 && name.utf8.first != UInt8(ascii: "-")
                    && name.utf8.allSatisfy {
                        $0.isASCIILowercase || $0.isASCIIDigit || "_-".utf8.contains($0)
                    }
                guard !isFine else { continue }
                findings.append(
                    .error(
                        "\(container.title): '\(name)' is no name for a port",
                        at: value.location ?? container.location,
                        hint: "lowercase letters, digits, '_' and '-', 64 at most, not beginning with '-'"
                    )
                )
            }
        }
        return findings
    }

    private static func isName(_ name: String) -> Bool {
        (1...255).contains(name.utf8.count)
            && name.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || "_-".utf8.contains($0) }
    }
}
