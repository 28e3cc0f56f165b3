internal import Diagnostics

extension DockerfileCheck {
    /// Files that are given to somebody else than the user that runs.
    static let fileOwner = DockerfileCheck("file-owner") { checked in
        guard let final = checked.final, let user = final.last(\.user)?.part.prefix(while: { $0 != ":" })
        else { return [] }
        return final.all { $0.copy ?? $0.add }.compactMap { copy, place in
            // A name and a number may be the same user, and root's files are meant not to be changed.
            guard let owner = copy.owner?.prefix(while: { $0 != ":" }), owner != user,
                !["root", "0"].contains(owner), (Int(owner) == nil) == (Int(user) == nil),
                !owner.contains("$"), !user.contains("$")
            else { return nil }
            return .error(
                "\(copy.target) is given to user \(owner), and \(user) runs",
                at: place,
                hint: "--chown=\(user)"
            )
        }
    }
}
