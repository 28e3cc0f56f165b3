import Fleet
import TerminalUI
import TestSupport
import Testing

@testable import Dashboard

/// The names of the fleet's rows, in their order.
private func names(_ model: DashboardModel) -> [String] {
    model.table.rows.compactMap { $0.server(in: model.picture)?.name }
}

private func selected(_ model: DashboardModel) -> String? {
    model.table.selected?.server(in: model.picture)?.name
}

/// A fleet of servers in these states.
private func fleet(_ states: [(String, HealthState)], at time: Int64 = SampleFleet.now) -> FleetSnapshot {
    var snapshot = FleetSnapshot(time: time, interval: .seconds(2))
    snapshot.servers = states.map { name, state in
        var server = ServerSnapshot(id: name, name: name, address: "http://\(name)")
        server.state = state
        return server
    }
    return snapshot
}

private let four = fleet([("d", .healthy), ("a", .healthy), ("c", .unreachable), ("b", .degraded)])

@Suite struct `The dashboard` {
    @Test func `shows the worst first, and then by name`() {
        #expect(names(sampleModel(small, four)) == ["c", "b", "a", "d"])
    }

    @Test func `keeps the chosen row while others move around it`() {
        var model = sampleModel(small, four)
        model.press(.down, .down)
        #expect(selected(model) == "a")
        model.update(
            .picture(fleet([("d", .unreachable), ("a", .healthy), ("c", .healthy), ("b", .degraded)]), [])
        )
        #expect(names(model) == ["d", "b", "a", "c"])
        #expect(selected(model) == "a")
        model.update(.picture(fleet([("a", .unreachable), ("b", .healthy)]), []))
        #expect(selected(model) == "a")
    }

    @Test func `chooses the neighbour of a row that goes away`() {
        var model = sampleModel(small, four)
        model.press(.end)
        #expect(selected(model) == "d")
        model.update(.picture(fleet([("a", .healthy), ("c", .healthy)]), []))
        #expect(selected(model) == "c")
        model.update(.picture(fleet([]), []))
        #expect(selected(model) == nil)
        model.press(.down, .enter)
    }

    @Test func `stays on the first row, whoever that is, until somebody moves`() {
        var model = sampleModel(small, four)
        #expect(selected(model) == "c")
        model.update(.picture(fleet([("a", .unhealthy), ("c", .healthy)]), []))
        #expect(selected(model) == "a")
    }

    @Test func `holds everything still while it is paused, and says so`() {
        var model = sampleModel(small, four)
        model.type("p")
        let rows = (3..<22).map { model.screen().line($0) }
        model.update(.picture(fleet([("d", .unreachable)]), []))
        model.update(.tick(SampleFleet.now + 60_000))
        #expect((3..<22).map { model.screen().line($0) } == rows)
        #expect(model.screen().line(0).contains("PAUSED, 60s old"))
        model.type("p")
        #expect(names(model) == ["d"])
        #expect(!model.screen().line(0).contains("PAUSED"))
    }

    @Test func `filters by every column that is seen, whatever the case of letters`() {
        var model = sampleModel(small)
        model.type("/UNREACH")
        #expect(names(model) == ["git"])
        model.press(.control("u"))
        model.type("!healthy")
        #expect(Set(names(model)).isDisjoint(with: ["search", "geo", "files"]))
        model.press(.enter)
        #expect(model.screen().text.contains("/!healthy"))
        model.press(.escape)
        #expect(names(model).count == 11)
    }

    @Test func `takes letters of a filter for letters, and pasted text for text`() {
        var model = sampleModel(small)
        model.type("/q")
        #expect(model.update(.key(.character("p"))).isEmpty)
        model.update(.paste("q[A"))
        #expect(model.table.filter.text == "qpq[A")
        model.press(.backspace, .escape)
        model.update(.paste("q"))
        #expect(model.table.filter.text.isEmpty)
    }

    @Test func `says when no row has the filter's text`() {
        var model = sampleModel(small)
        model.type("/nothing like it")
        #expect(model.screen().text.contains("no row has “nothing like it”: esc shows all"))
    }

    @Test func `sorts by each column in turn, keeps equal rows in order, and unknown ones last`() {
        var model = sampleModel(small, four)
        model.type("s")
        #expect(names(model) == ["a", "b", "c", "d"])
        model.type("S")
        #expect(names(model) == ["d", "c", "b", "a"])
        model.type("s")
        #expect(names(model) == ["c", "b", "a", "d"])
        model = sampleModel(small)
        model.type("sss")
        #expect(names(model).prefix(3) == ["search", "git", "billing"])
        model.type("S")
        #expect(names(model).prefix(3) == ["geo", "billing", "git"])
        while model.table.sort != nil { model.type("s") }
        #expect(model.sortTitle == "worst first")
    }

    @Test func `asks for another interval in steps, and for a refresh`() {
        var model = sampleModel(small)
        guard case .setInterval(let slower)? = model.update(.key(.character("+"))).first else {
            Issue.record("no interval")
            return
        }
        #expect(slower == .seconds(5))
        guard case .setInterval(let faster)? = model.update(.key(.character("-"))).first else {
            Issue.record("no interval")
            return
        }
        #expect(faster == .seconds(2))
        guard case .refresh? = model.update(.key(.character("r"))).first else {
            Issue.record("no refresh")
            return
        }
    }

    @Test func `opens a server from any table, and goes back to it`() {
        var model = sampleModel(small)
        model.type("4")
        model.press(.enter)
        #expect(model.screen().text.contains("says healthy, but the tool charge"))
        model.press(.escape)
        #expect(model.view == .breakers && model.page == nil)
        model.type("3")
        model.press(.enter)
        #expect(model.pageServer?.name == "billing")
        model.press(.escape, .end, .enter)
        #expect(model.page == nil)
        #expect(model.screen().text.contains("no server here has the instance"))
    }

    @Test func `says when the server of a page is gone`() {
        var model = sampleModel(small)
        model.press(.enter)
        model.update(.picture(four, []))
        #expect(model.screen().text.contains("not among the targets any more"))
    }

    @Test func `scrolls with the chosen row through a thousand servers`() {
        var model = sampleModel(small, fleet((0..<1000).map { ("s\($0 + 1000)", .healthy) }))
        model.type("G")
        #expect(selected(model) == "s1999")
        #expect(model.screen().text.contains("s1999"))
        model.press(.pageUp)
        #expect(model.screen().text.contains("\(selected(model) ?? "?") "))
        model.type("g")
        #expect(model.screen().text.contains("s1000"))
        for _ in 0..<30 {
            model.press(.down)
            #expect(model.screen().text.contains("\(selected(model) ?? "?") "))
        }
    }

    @Test func `keeps the chosen row in sight when the size changes`() {
        var model = sampleModel(large, fleet((0..<100).map { ("s\($0 + 100)", .healthy) }))
        for _ in 0..<35 { model.press(.down) }
        for size in [small, Size(columns: 20, rows: 5), large] {
            model.update(.resized(size))
            #expect(model.screen().text.contains(selected(model) ?? "?"))
        }
    }

    @Test func `says how old a picture is that nobody refreshes`() {
        var model = sampleModel(small)
        #expect(model.screen().line(0).hasSuffix("1s ago, every 2s"))
        model.update(.tick(SampleFleet.now + 30_000))
        #expect(model.screen().line(0).contains("NOT REFRESHED for 31s"))
    }

    @Test func `does nothing to a server before somebody said yes`() {
        var model = sampleModel(small)
        let action = DashboardAction(key: "r", title: "reset", question: "Reset it?") {
            ActionResult(succeeded: true, lines: ["closed again"])
        }
        func answer(_ keys: Key...) -> [DashboardEffect] {
            model.offer([action], for: .server(id: "x"))
            return keys.flatMap { model.update(.key($0)) }
        }
        #expect(answer(.character("r"), .enter).isEmpty)
        #expect(answer(.character("r"), .character("n")).isEmpty)
        #expect(answer(.character("z"), .character("y")).isEmpty)
        #expect(answer(.escape, .character("y")).isEmpty)
        model.offer([action], for: .server(id: "x"))
        model.update(.paste("ry"))
        #expect(model.screen().text.contains("What to do with"))
        let effects = answer(.character("r"), .character("y"))
        guard case .run(let chosen)? = effects.first else {
            Issue.record("it was not done")
            return
        }
        #expect(chosen.title == "reset")
        model.update(.actionEnded(ActionResult(succeeded: true, lines: ["closed again"])))
        #expect(model.screen().text.contains("● done") && model.screen().text.contains("closed again"))
    }

    @Test func `quits with q, and is interrupted with Ctrl-C wherever it is`() {
        var model = sampleModel(small)
        guard case .quit? = model.update(.key(.character("q"))).first else {
            Issue.record("q does not quit")
            return
        }
        model.type("/")
        guard case .interrupt? = model.update(.key(.control("c"))).first else {
            Issue.record("Ctrl-C does not interrupt")
            return
        }
    }

    @Test func `has help for every key`() {
        for binding in KeyTable.bindings { #expect(binding.label.isEmpty == binding.help.isEmpty) }
        let keys = KeyTable.bindings.flatMap(\.keys)
        #expect(Set(keys).count == keys.count)
        var model = sampleModel(Size(columns: 100, rows: 40))
        model.type("?")
        for binding in KeyTable.bindings { #expect(model.screen().text.contains(binding.help)) }
    }
}

@Suite struct `Figures are` {
    @Test func `short, and never a zero that is none`() {
        #expect(
            [nil, 0, 0.004, 0.42, 12.34, 9999, 12_345, 1_234_567].map(Figures.rate) == [
                "-", "0", "<0.01", "0.42", "12.3", "9999", "12.3k", "1.23M",
            ]
        )
        #expect(
            [nil, 0, 0.0004, 0.0049, 0.124, 0.9996, 1].map(Figures.percent) == [
                "-", "0%", "<0.1%", "0.5%", "12%", ">99%", "100%",
            ]
        )
        #expect(
            [nil, 0, 0.0002, 0.0042, 0.123, 1.234, 61.5, 600].map(Figures.seconds) == [
                "-", "0ms", "<1ms", "4.2ms", "123ms", "1.23s", "61.5s", "10m",
            ]
        )
        #expect([.nan, .infinity].map(Figures.rate) == ["-", "-"])
        #expect(Figures.errors(0.1, countsAll: false) == "≥10%")
        #expect(Figures.age(since: nil, at: 0) == "-")
        #expect(Figures.age(since: 5000, at: 0) == "0s")
        #expect(Figures.age(since: .min, at: .max) == "-")
    }
}
