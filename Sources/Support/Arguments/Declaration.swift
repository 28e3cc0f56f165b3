/// What a parameter is called, accepts, and is for: everything but where its value is stored.
struct Declaration: Sendable {
    /// `["-n", "--dry-run"]`; empty for a positional argument.
    var names: [String]
    /// What stands for the value in help: `FILE`; empty for a flag.
    var valueName: String
    var help: String
    var choices: [Choice] = []
    var expectation = ""
    var environment: String?
    var completion = Completion.none
    var takesValue: Bool
    var isRepeating = false
    var isRequired = false
    /// `--no-name` turns it off.
    var isNegatable = false
    var isHidden = false
    /// The title above it in help.
    var heading = Self.defaultHeading
    /// Names of options that cannot be given together with this one.
    var conflicts: [String] = []

    static let defaultHeading = "Options"

    var isPositional: Bool { names.isEmpty }

    /// The name that messages use: the long one, or the placeholder of a positional argument.
    var label: String { names.last { $0.hasPrefix("--") } ?? names.first ?? valueName }

    /// The words that mean this parameter, `--no-name` among them.
    var spellings: [String] { isNegatable ? names + [negation].compactMap(\.self) : names }

    var negation: String? {
        isNegatable ? names.last { $0.hasPrefix("--") }.map { "--no-" + $0.dropFirst(2) } : nil
    }

    func conflicts(with other: Declaration) -> Bool {
        conflicts.contains { other.names.contains($0) } || other.conflicts.contains { names.contains($0) }
    }
}

extension Declaration {
    static let help = Declaration(
        names: ["-h", "--help"],
        valueName: "",
        help: "Show this help",
        takesValue: false,
        heading: "Global options"
    )

    static let version = Declaration(
        names: ["--version"],
        valueName: "",
        help: "Show the version",
        takesValue: false,
        heading: "Global options"
    )
}
