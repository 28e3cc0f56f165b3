internal import Diagnostics
internal import Values

extension DetectedProfile {
    /// Leaves out how parts of the project in another language than the server's are built and started.
    ///
    /// A repository may have a `package.json` for its tools beside the `pyproject.toml` of the server, or both of two
    /// servers: the version of one interpreter says nothing about the other.
    mutating func dropOtherLanguages() {
        guard let language = best("runtime.language")?.value.string else { return }
        removeFacts { fact in
            guard fact.path.first == "runtime", fact.path != ["runtime", "language"] else { return false }
            if fact.path == ["runtime", "packageManager"], let manager = fact.value.string,
                let its = Self.languages[manager]
            {
                return its != language
            }
            let file = fact.location?.file.name.split(separator: "/").last.map(String.init) ?? ""
            return Self.languages[file].map { $0 != language } == true
        }
    }

    /// Whose package managers and project files they are.
    private static let languages = [
        "npm": "node", "pnpm": "node", "yarn": "node", "package.json": "node",
        "pip": "python", "poetry": "python", "uv": "python", "pyproject.toml": "python",
        "Package.swift": "swift", "go.mod": "go",
    ]
}
