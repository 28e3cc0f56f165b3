import TestSupport
import Testing

@testable import TerminalUI

/// A terminal that measures characters as we do.
private func terminal(_ size: Size) -> VirtualTerminal {
    VirtualTerminal(columns: size.columns, rows: size.rows) { columns(of: $0) }
}

/// Texts that a screen may be asked to show.
private let texts = [
    "plain words", "●", "漢字とかな", "e\u{301}te\u{301}", "👩‍👩‍👧‍👦 family", "❤️", "\u{1B}[31mred", "a\u{202E}b", "한국어",
    "▁▂▃▄▅▆▇█",
    "مرحبا", "क्षि", "tab\tand\r\nlines", "🇨🇭", "  ", "x", "\u{301}", "…", String(repeating: "long ", count: 60),
]

private func scribble(on screen: inout Screen, _ random: inout SeededGenerator) {
    for _ in 0..<Int.random(in: 0...12, using: &random) {
        screen.draw(
            random.pick(texts),
            row: Int.random(in: -1...screen.size.rows, using: &random),
            column: Int.random(in: -2...screen.size.columns, using: &random),
            limit: random.chance(2) ? .max : Int.random(in: 0...20, using: &random),
            style: random.pick(Style.all)
        )
    }
}

private func expect(_ terminal: VirtualTerminal, shows screen: Screen, _ theme: Theme, _ note: String) {
    #expect(terminal.unknown.isEmpty, "\(note)")
    for row in 0..<screen.size.rows {
        for column in 0..<screen.size.columns {
            let cell = screen.cells[row * screen.size.columns + column]
            let place = terminal.places[row][column]
            guard cell.width > 0 else { continue }
            let rendition = theme.rendition(of: cell.style)
            var wanted = VirtualTerminal.Rendition()
            if rendition.isBold { wanted.attributes.insert(1) }
            if rendition.isDim { wanted.attributes.insert(2) }
            if rendition.isReversed { wanted.attributes.insert(7) }
            wanted.foreground = rendition.foreground.split(separator: ";").compactMap { Int($0) }
            wanted.ground = rendition.ground.split(separator: ";").compactMap { Int($0) }
            let isSame =
                cell.text == " " && rendition.hidesInBlanks
                ? place.text == " " && place.rendition.ground.isEmpty
                    && !place.rendition.attributes.contains(7)
                : Character(place.text.isEmpty ? "?" : place.text) == cell.text && place.rendition == wanted
            if !isSame {
                Issue.record("\(note), row \(row), column \(column): \(place) for \(cell)")
                return
            }
        }
    }
}

@Suite struct `A frame` {
    @Test(arguments: [ColorDepth.none, .ansi16, .indexed256, .direct])
    func `brings the terminal from any screen to any other`(depth: ColorDepth) {
        var random = SeededGenerator(seed: UInt64(depth.rawValue) + 7)
        for round in 0..<60 {
            let theme = Theme(random.chance(2) ? .dark : .light, depth)
            let size = Size(
                columns: Int.random(in: 1...60, using: &random),
                rows: Int.random(in: 1...12, using: &random)
            )
            var encoder = FrameEncoder(theme: theme)
            var terminal = terminal(size)
            var screen = Screen(size)
            for step in 0..<12 {
                // Sometimes more is drawn over what there is, sometimes all is new.
                if random.chance(3) { screen = Screen(size) }
                scribble(on: &screen, &random)
                if random.chance(8) { encoder.invalidate() }
                terminal.feed(encoder.encode(screen))
                expect(terminal, shows: screen, theme, "round \(round), step \(step)")
            }
        }
    }

    @Test func `is whole after the size has changed, whatever is left on the terminal`() {
        var random = SeededGenerator(seed: 3)
        let theme = Theme(.dark, .indexed256)
        var encoder = FrameEncoder(theme: theme)
        for columns in [80, 20, 133, 1, 80] {
            let size = Size(columns: columns, rows: columns / 4)
            var terminal = terminal(size)
            terminal.feed(Array("\u{1B}[Hremains of something".utf8))
            var screen = Screen(size)
            scribble(on: &screen, &random)
            terminal.feed(encoder.encode(screen))
            expect(terminal, shows: screen, theme, "\(columns) columns")
        }
    }

    @Test func `that changes nothing takes no bytes, and one cell a few`() {
        var encoder = FrameEncoder(theme: Theme(.dark, .indexed256))
        var screen = Screen(Size(columns: 200, rows: 50))
        for row in 0..<50 { screen.draw("some text of row \(row)", row: row, column: 3, style: .good) }
        _ = encoder.encode(screen)
        #expect(encoder.encode(screen).isEmpty)
        screen.draw("7", row: 20, column: 20, style: .good)
        #expect(encoder.encode(screen).count <= 24)
    }

    @Test func `has a bounded number of bytes, whatever it shows`() {
        var random = SeededGenerator(seed: 9)
        var encoder = FrameEncoder(theme: Theme(.dark, .direct))
        let size = Size(columns: 80, rows: 24)
        var screen = Screen(size)
        for row in 0..<24 {
            for column in 0..<80 {
                screen.draw(
                    random.pick(["क्षि", "e\u{301}", "a"]),
                    row: row,
                    column: column,
                    style: random.pick(Style.all)
                )
            }
        }
        // Every cell with a style of its own, a movement and three marks.
        #expect(encoder.encode(screen).count < 80 * 24 * 70)
    }

    @Test func `is synchronized only when it is long`() {
        var encoder = FrameEncoder(theme: Theme(.dark, .none))
        var screen = Screen(Size(columns: 80, rows: 24))
        for row in 0..<24 { screen.draw(String(repeating: "x", count: 60), row: row, column: 0) }
        let first = String(decoding: encoder.encode(screen), as: UTF8.self)
        #expect(first.hasPrefix("\u{1B}[?2026h") && first.hasSuffix("\u{1B}[?2026l"))
        screen.draw("y", row: 3, column: 3)
        #expect(!String(decoding: encoder.encode(screen), as: UTF8.self).contains("2026"))
    }

    @Test func `has only ASCII where the terminal has nothing else`() {
        var encoder = FrameEncoder(theme: Theme(.dark, .ansi16), isPlain: true)
        var screen = Screen(Size(columns: 40, rows: 2))
        screen.draw("● healthy ✗ down ▁▄█ 漢字 é …", row: 0, column: 0)
        let bytes = encoder.encode(screen)
        #expect(bytes.allSatisfy { $0 < 0x80 })
        #expect(String(decoding: bytes, as: UTF8.self).contains("* healthy x down _-# ???? ? ."))
    }
}

@Suite struct `A screen` {
    @Test func `cuts texts by columns, not by characters`() {
        var screen = Screen(Size(columns: 10, rows: 3))
        screen.draw("漢字漢字漢字", row: 0, column: 0)
        screen.draw("abcdefghijk", row: 1, column: 0)
        screen.draw("漢字漢字漢", row: 2, column: 0)
        #expect(screen.text == "漢字漢字…\nabcdefghi…\n漢字漢字漢")
    }

    @Test func `draws no control character, and no more marks than a language has`() {
        var screen = Screen(Size(columns: 30, rows: 1))
        screen.draw(
            "a\u{1B}[2Jb\u{7}c\u{9B}d\u{202E}e" + String(repeating: "\u{301}", count: 40),
            row: 0,
            column: 0
        )
        #expect(screen.line(0).unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F..<0xA0 ~= $0.value) })
        #expect(screen.line(0).unicodeScalars.count < 20)
    }

    @Test func `leaves no half of a wide character`() {
        var screen = Screen(Size(columns: 6, rows: 1))
        screen.draw("漢字", row: 0, column: 1)
        screen.draw("x", row: 0, column: 2)
        screen.draw("y", row: 0, column: 3)
        #expect(screen.line(0) == "  xy")
    }
}
