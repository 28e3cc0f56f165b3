import Fleet
import TestSupport
import Testing

@testable import Dashboard
@testable import TerminalUI

let small = Size(columns: 80, rows: 24)
let large = Size(columns: 200, rows: 50)

func sampleModel(_ size: Size, _ snapshot: FleetSnapshot = SampleFleet.snapshot) -> DashboardModel {
    DashboardModel(
        title: "mcpctl status",
        snapshot: snapshot,
        alerts: SampleFleet.alerts,
        size: size,
        now: SampleFleet.now
    )
}

extension DashboardModel {
    /// Presses keys: a character each, or one of `enter`, `escape`.
    mutating func press(_ keys: Key...) { for key in keys { update(.key(key)) } }
    mutating func type(_ text: String) { for character in text { update(.key(.character(character))) } }
}

@Suite struct `Frames` {
    @Test(arguments: [("80x24", small), ("200x50", large)])
    func `of every view are as they were`(name: String, size: Size) throws {
        for view in DashboardView.allCases {
            var model = sampleModel(size)
            model.type("\(view.rawValue + 1)")
            try expectSnapshot(model.screen().text + "\n", named: "\(view.definition.title)-\(name)")
        }
    }

    @Test(arguments: [("80x24", small), ("200x50", large)])
    func `of one server are as they were`(name: String, size: Size) throws {
        for server in ["search", "billing", "git"] {
            var model = sampleModel(size)
            model.type("/" + server)
            model.press(.enter, .enter)
            try expectSnapshot(model.screen().text + "\n", named: "server-\(server)-\(name)")
        }
    }

    @Test func `say with marks and words what they say with colours`() throws {
        for (name, theme) in [
            ("dark", Theme(.dark, .indexed256)), ("light", Theme(.light, .direct)),
            ("16", Theme(.dark, .ansi16)),
            ("plain", Theme(.dark, .none)),
        ] {
            for (place, size) in [("80x24", small), ("200x50", large)] {
                var model = sampleModel(size, SampleFleet.troubled)
                model.press(.down)
                var encoder = FrameEncoder(theme: theme)
                var terminal = VirtualTerminal(columns: size.columns, rows: size.rows) { columns(of: $0) }
                terminal.feed(encoder.encode(model.screen()))
                #expect(terminal.unknown.isEmpty)
                try expectSnapshot(terminal.transcript, named: "\(name)-\(place)")
            }
        }
    }

    @Test func `of help, of an empty fleet, and of a question are as they were`() throws {
        var help = sampleModel(small)
        help.type("?")
        let empty = sampleModel(small, FleetSnapshot(time: SampleFleet.now, interval: .seconds(15)))
        var asking = sampleModel(small)
        asking.offer(
            [
                DashboardAction(
                    key: "r",
                    title: "reset breaker",
                    question: "Reset breaker ledger of billing?"
                ) {
                    ActionResult(succeeded: true, lines: [])
                }
            ],
            for: .breaker(server: "profile/billing", name: "ledger")
        )
        var asked = asking
        asked.type("r")
        let frames = [help, empty, asking, asked].map { $0.screen().text }
        try expectSnapshot(frames.joined(separator: "\n=====\n") + "\n", named: "overlays-80x24")
    }

    @Test func `of any size show what they can`() {
        for columns in [1, 2, 5, 20, 39, 79, 131, 400] {
            for rows in [1, 2, 3, 4, 5, 8, 12, 24, 90] {
                for view in DashboardView.allCases {
                    var model = sampleModel(Size(columns: columns, rows: rows), SampleFleet.troubled)
                    model.type("\(view.rawValue + 1)")
                    #expect(model.screen().size == Size(columns: columns, rows: rows))
                    model.press(.down, .pageDown, .enter, .pageDown)
                    _ = model.screen()
                    model.type("?")
                    #expect(model.screen().line(0).contains("INSECURE".prefix(columns - 1)))
                    model.press(.escape, .escape)
                    model.type("/x")
                    _ = model.screen()
                }
            }
        }
    }

    @Test func `hold nothing with which a server could command the terminal`() {
        for view in DashboardView.allCases {
            for opens in [false, true] {
                var model = sampleModel(large)
                model.type("\(view.rawValue + 1)")
                if opens {
                    model.type("/evil")
                    model.press(.enter, .enter)
                }
                for scalar in model.screen().text.unicodeScalars where scalar != "\n" {
                    #expect(scalar.value >= 0x20 && !(0x7F..<0xA0 ~= scalar.value) && scalar.value != 0x202E)
                }
            }
        }
        var model = sampleModel(large)
        model.type("/evil")
        #expect(model.screen().text.contains("evil\\u{1b}]0;pwned\\u{7}"))
    }

    @Test func `say INSECURE whatever lies over them`() {
        for size in [small, large, Size(columns: 20, rows: 5)] {
            var model = sampleModel(size, SampleFleet.troubled)
            #expect(model.screen().line(0).hasPrefix("INSECURE"))
            model.type("?")
            #expect(model.screen().line(0).hasPrefix("INSECURE"))
            model.press(.escape, .enter)
            #expect(model.screen().line(0).hasPrefix("INSECURE"))
        }
    }

    @Test func `never show what is not known as a zero`() {
        var model = sampleModel(small)
        model.type("/new:")
        model.press(.escape)
        model.type("/!e")
        let row = sampleModel(small).screen().text.split(separator: "\n").first { $0.hasPrefix("new ") }
        #expect(row?.split(separator: " ") == ["new", "?", "unknown", "-", "-", "-"])
    }
}
