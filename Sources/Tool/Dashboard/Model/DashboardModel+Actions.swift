internal import TerminalUI

extension DashboardModel {
    mutating func listActions() -> [DashboardEffect] {
        if let page { return [.listActions(.server(id: page.server))] }
        guard let row = table.selected, let subject = view.definition.subject(row, picture) else { return [] }
        return [.listActions(subject)]
    }

    /// Shows what can be done to a thing.
    mutating func offer(_ actions: [DashboardAction], for subject: ActionSubject) {
        guard !actions.isEmpty else {
            message = "nothing can be done to this from here"
            return
        }
        overlay = .actions(of: subject.name, actions)
    }

    mutating func pressOverOverlay(_ key: Key) -> [DashboardEffect] {
        switch overlay {
        case .help(let offset)?: scrollHelp(key, offset)
        case .actions(_, let actions)?:
            if case .character(let character) = key,
                let action = actions.first(where: { $0.key == character })
            {
                overlay = .question(action)
            } else {
                overlay = nil
            }
        case .question(let action)?:
            // Only a plain yes is one.
            guard key == .character("y") || key == .character("Y") else {
                overlay = nil
                message = "\(action.title): not done"
                return []
            }
            overlay = .running(action)
            return [.run(action)]
        case .running(let action)?:
            // It cannot be taken back: it goes on, unseen.
            if key == .escape {
                overlay = nil
                message = "\(action.title): still under way"
            }
        case .result?, nil: overlay = nil
        }
        return []
    }

    private mutating func scrollHelp(_ key: Key, _ offset: Int) {
        switch KeyTable.command(for: key) {
        case .move(let distance)?: overlay = .help(offset: max(offset + distance, 0))
        case .page(let direction)?: overlay = .help(offset: max(offset + direction * 5, 0))
        case .first?, .last?, .open?, .back?, .filter?, .sortColumn?, .sortDirection?, .pause?, .slower?,
            .faster?,
            .refresh?, .wide?, .view?, .actions?, .help?, .redraw?, .suspend?, .quit?, .interrupt?, nil:
            overlay = nil
        }
    }
}

extension ActionSubject {
    /// What a menu calls it.
    var name: String {
        switch self {
        case .server: "this server"
        case .tool(_, let name): name
        case .breaker(_, let name): name
        case .session: "this session"
        case .alert: "this alert"
        }
    }
}
