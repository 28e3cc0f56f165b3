internal import Fleet
internal import TerminalUI

extension DashboardModel {
    /// Takes an event in, and says what is to be done about it.
    @discardableResult
    package mutating func update(_ event: DashboardEvent) -> [DashboardEffect] {
        switch event {
        case .key(let key): return press(key)
        case .paste(let text):
            if isFiltering { edit { $0 += text } }
        case .resized(let size):
            self.size = size
            arrange()
        case .picture(let snapshot, let alerts):
            guard !isPaused else {
                held = (snapshot, alerts)
                return []
            }
            picture.replace(snapshot, alerts)
            interval = snapshot.interval
            arrange()
        case .tick(let now): picture.now = now
        case .actionEnded(let result):
            if case .running(let action)? = overlay {
                overlay = .result(action, result)
            } else {
                message = result.lines.first ?? (result.succeeded ? "done" : "failed")
            }
        }
        return []
    }

    private mutating func press(_ key: Key) -> [DashboardEffect] {
        message = nil
        // Ctrl-C means the same everywhere.
        if key == .control("c") { return [.interrupt] }
        if overlay != nil { return pressOverOverlay(key) }
        if isFiltering { return pressInFilter(key) }
        return KeyTable.command(for: key).map { perform($0) } ?? []
    }

    private mutating func perform(_ command: Command) -> [DashboardEffect] {
        switch command {
        case .move(let distance): move(by: distance)
        case .page(let direction): move(by: direction * max(layout.rows.count - 1, 1))
        case .first: move(by: -1_000_000)
        case .last: move(by: 1_000_000)
        case .open: open()
        case .back: back()
        case .filter: isFiltering = page == nil
        case .sortColumn: sortByNextColumn()
        case .sortDirection: turnSort()
        case .pause: return pause()
        case .slower: return setInterval(faster: false)
        case .faster: return setInterval(faster: true)
        case .refresh:
            message = "asking every server"
            return [.refresh]
        case .wide:
            isWide.toggle()
            arrange()
        case .view(let view):
            page = nil
            self.view = view
            arrange()
        case .actions: return listActions()
        case .help: overlay = .help(offset: 0)
        case .redraw: return [.redraw]
        case .suspend: return [.suspend]
        case .quit: return [.quit]
        case .interrupt: return [.interrupt]
        }
        return []
    }

    private mutating func move(by distance: Int) {
        if var page {
            let last = max(ServerPage(self).lines.count - layout.rows.count, 0)
            page.offset = max(min(page.offset + distance, last), 0)
            self.page = page
        } else {
            table.move(by: distance)
            scroll()
        }
    }

    private mutating func open() {
        guard page == nil, let row = table.selected else { return }
        guard let server = row.server(in: picture) else {
            message = "no server here has the instance this alert tells of"
            return
        }
        page = Page(server: server.id)
    }

    private mutating func back() {
        if page != nil {
            page = nil
        } else if !table.filter.text.isEmpty {
            edit { $0 = "" }
        }
    }

    private mutating func pause() -> [DashboardEffect] {
        isPaused.toggle()
        if !isPaused, let held {
            picture.replace(held.snapshot, held.alerts)
            interval = held.snapshot.interval
            self.held = nil
            arrange()
        }
        return [.setPaused(isPaused)]
    }

    /// Intervals, in seconds, that the keys step through.
    private static let intervals: [Int64] = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600]

    private mutating func setInterval(faster: Bool) -> [DashboardEffect] {
        let next =
            faster
            ? Self.intervals.last { Duration.seconds($0) < interval }
            : Self.intervals.first { Duration.seconds($0) > interval }
        guard let next else {
            message = faster ? "this is as often as it gets" : "this is as seldom as it gets"
            return []
        }
        interval = .seconds(next)
        message = "every server is polled every \(Figures.interval(interval)) now"
        return [.setInterval(interval)]
    }
}
