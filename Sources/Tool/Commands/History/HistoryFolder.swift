internal import Arguments

/// Where the local history lies.
struct HistoryFolder: OptionGroup {
    var folder: FolderName?

    static let parameters: [Parameter<Self>] = [
        .option(
            \.folder,
            "--store",
            value: "DIR",
            help: "The folder of the local history; $XDG_STATE_HOME/mcpctl/history",
            environment: "MCPCTL_STORE",
            completion: .directory
        )
    ]

    /// The folder that was named, or the user's own (XDG Base Directory Specification).
    func path(environment: [String: String]) -> String {
        if let folder { return folder.path }
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
            return "\(state)/mcpctl/history"
        }
        return "\(environment["HOME"] ?? "")/.local/state/mcpctl/history"
    }
}
