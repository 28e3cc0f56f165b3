internal import Fleet
internal import TerminalUI

/// A part of the page of a server.
protocol PageSection: Sendable {
    /// Under its title; none where there is nothing to tell.
    func lines(of server: ServerSnapshot, in picture: Picture, width: Int) -> [PageLine]
    var title: String { get }
}

/// All about one server.
struct ServerPage {
    let lines: [PageLine]

    /// Why it is as it is.
    private static let verdict: [any PageSection] = [
        VerdictSection(), ChecksSection(), ComponentsSection(), ProbesSection(), TrafficSection(),
        AlertsSection(),
    ]
    /// What it has.
    private static let parts: [any PageSection] = [
        ToolsSection(), BreakersSection(), CachesSection(), SessionsSection(), RateLimitsSection(),
    ]

    private init(lines: [PageLine]) { self.lines = lines }

    /// The sections one below the other.
    init(_ server: ServerSnapshot, _ picture: Picture, width: Int) {
        lines = Self.lines(Self.verdict + Self.parts, server, picture, width)
    }

    /// What the page of the model shows: two columns where there is room for them.
    init(_ model: DashboardModel) {
        guard let server = model.pageServer else {
            self.init(lines: [
                PageLine(TableCell("this server is not among the targets any more: esc goes back", .warning))
            ])
            return
        }
        let width = model.size.columns
        guard width >= Self.twoColumns else {
            self.init(server, model.picture, width: width)
            return
        }
        let half = (width - 2) / 2
        let left = Self.lines(Self.verdict, server, model.picture, half)
        let right = Self.lines(Self.parts, server, model.picture, half)
        self.init(
            lines: (0..<max(left.count, right.count)).map { index in
                let first = index < left.count ? left[index] : .empty
                let second = index < right.count ? right[index] : .empty
                return first.padded(to: half + 2).followed(by: second)
            }
        )
    }

    /// From this width on the page has two columns.
    private static let twoColumns = 130

    private static func lines(
        _ sections: [any PageSection],
        _ server: ServerSnapshot,
        _ picture: Picture,
        _ width: Int
    ) -> [PageLine] {
        var lines: [PageLine] = []
        for section in sections {
            let told = section.lines(of: server, in: picture, width: width)
            guard !told.isEmpty else { continue }
            if !lines.isEmpty { lines.append(.empty) }
            if !section.title.isEmpty { lines.append(.title(section.title)) }
            lines += told
        }
        return lines
    }
}

extension PageLine {
    /// Cut or filled up to a width.
    fileprivate func padded(to width: Int) -> PageLine {
        var spans: [TableCell] = []
        var taken = 0
        for span in self.spans where taken < width - 2 {
            let text = safe(span.text, columns: width)
            let length = columns(of: text)
            let cell = taken + length > width - 2 ? fitted(text, to: width - 2 - taken) : text
            spans.append(TableCell(cell, span.style))
            taken += columns(of: cell)
        }
        spans.append(TableCell(String(repeating: " ", count: max(width - taken, 0))))
        return PageLine(spans)
    }

    fileprivate func followed(by other: PageLine) -> PageLine { PageLine(spans + other.spans) }
}
