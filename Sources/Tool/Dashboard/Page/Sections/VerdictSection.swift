internal import Fleet
internal import TerminalUI

/// How a server is, why, who it is and where.
struct VerdictSection: PageSection {
    let title = ""

    func lines(of server: ServerSnapshot, in picture: Picture, width: Int) -> [PageLine] {
        var lines = [head(of: server, picture)]
        if server.isStale {
            let age = Figures.age(since: server.answeredAt, at: picture.now)
            let text = server.answeredAt == nil ? "It never answered" : "What is known is \(age) old"
            lines.append(PageLine(TableCell(text, .warning)))
        }
        lines += wrapped(server.reason, width: width).map { PageLine(TableCell($0)) }
        if let disagreement = server.disagreement {
            lines += wrapped("≠ \(disagreement)", width: width, indent: 2).map {
                PageLine(TableCell($0, .warning))
            }
        }
        lines.append(PageLine(TableCell(server.address, .muted)))
        if let identity = server.identity {
            let version = identity.version.map { " \($0)" } ?? ""
            let sessions = identity.hasSessions ? "with sessions" : "without sessions"
            lines.append(
                PageLine(
                    TableCell(
                        "\(identity.name)\(version), MCP \(identity.protocolVersion) \(sessions)",
                        .muted
                    )
                )
            )
        }
        let labels = server.labels.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
        if !labels.isEmpty {
            lines += wrapped(labels, width: width).prefix(2).map { PageLine(TableCell($0, .muted)) }
        }
        return lines
    }

    private func head(of server: ServerSnapshot, _ picture: Picture) -> PageLine {
        var spans = [TableCell(server.state.shown)]
        if server.since != nil {
            spans.append(TableCell(" for \(Figures.age(since: server.since, at: picture.now))"))
        }
        if let claim = server.claim, claim != server.state {
            spans += [TableCell(", says "), TableCell(claim.shown)]
        }
        if server.failures > 0 {
            spans.append(
                TableCell(
                    server.failures == 1 ? ", 1 poll failed" : ", \(server.failures) polls failed",
                    .muted
                )
            )
        }
        if let next = server.nextPollAt, next > picture.now {
            spans.append(TableCell(", asked again in \(Figures.age(since: picture.now, at: next))", .muted))
        }
        return PageLine(spans)
    }
}
