/// How the platforms are found and how long they may take.
package struct LiveOptions: Sendable {
    /// The variables of the process: each platform has names of its own for where it is.
    package var environment: [String: String]
    /// For each request, and for each program that is asked for credentials.
    package var timeout: Duration = .seconds(10)

    package init(environment: [String: String]) { self.environment = environment }

    /// The path with the user's home folder in place of `~`.
    func path(_ text: String) -> String {
        guard text.hasPrefix("~/"), let home = environment["HOME"] else { return text }
        return home + text.dropFirst()
    }

    /// A variable that is set and not empty.
    subscript(variable: String) -> String? { environment[variable].flatMap { $0.isEmpty ? nil : $0 } }
}
