import TestSupport
import Testing

@testable import TerminalUI

private func inputs(_ text: String) -> [TerminalInput] { inputs(Array(text.utf8)) }

private func inputs(_ bytes: [UInt8]) -> [TerminalInput] {
    var decoder = KeyDecoder()
    return decoder.decode(bytes) + decoder.flush()
}

private func keys(_ keys: Key...) -> [TerminalInput] { keys.map { .key($0) } }

@Suite struct `Keys` {
    /// Sequences of xterm, rxvt, the console of Linux, tmux and screen, and what they mean here.
    private static let corpus: [(String, [TerminalInput])] = [
        ("q", keys(.character("q"))),
        ("é漢👍", keys(.character("é"), .character("漢"), .character("👍"))),
        ("\r\n\t", keys(.enter, .enter, .tab)),
        ("\u{7F}\u{8}", keys(.backspace, .backspace)),
        ("\u{3}\u{C}\u{1A}\u{1C}", keys(.control("c"), .control("l"), .control("z"), .control("\\"))),
        ("\u{0}", keys(.control("`"))),
        ("\u{1B}", keys(.escape)),
        ("\u{1B}\u{1B}", keys(.escape, .escape)),
        ("\u{1B}j", keys(.escape, .character("j"))),
        ("\u{1B}[A\u{1B}[B\u{1B}[C\u{1B}[D", keys(.up, .down, .right, .left)),
        ("\u{1B}OA\u{1B}OB\u{1B}OH\u{1B}OF", keys(.up, .down, .home, .end)),
        ("\u{1B}[1;5A\u{1B}[1;2D", keys(.up, .left)),
        ("\u{1B}[H\u{1B}[F\u{1B}[1~\u{1B}[4~\u{1B}[7~\u{1B}[8~", keys(.home, .end, .home, .end, .home, .end)),
        ("\u{1B}[5~\u{1B}[6~\u{1B}[3~\u{1B}[5;2~", keys(.pageUp, .pageDown, .delete, .pageUp)),
        ("\u{1B}[Z", keys(.backTab)),
        ("\u{1B}OM", keys(.enter)),
        // Keys that mean nothing here.
        ("\u{1B}OP\u{1B}[15~\u{1B}[[A\u{1B}[24~x", keys(.character("x"))),
        ("\u{1B}[<0;10;20M\u{1B}[Ix", keys(.character("x"))),
        ("\u{1B}[?1;2c", [.attributes]),
        (
            "\u{1B}]11;rgb:ffff/0000/8000\u{1B}\\",
            [.background(red: 1, green: 0, blue: Double(0x8000) / 65535)]
        ),
        ("\u{1B}]11;rgb:00/ff/00\u{7}", [.background(red: 0, green: 1, blue: 0)]),
        ("\u{1B}]11;nonsense\u{7}\u{1B}]11;rgb:zz/ff/00\u{7}\u{1B}]52;c;cQ==\u{7}x", keys(.character("x"))),
        ("\u{1B}P1$r0m\u{1B}\\\u{1B}_Gi=1\u{1B}\\x", keys(.character("x"))),
        ("\u{1B}[200~q\u{1B}[Ay\r\n\u{1B}[201~j", [.paste("q[Ay"), .key(.character("j"))]),
        ("\u{1B}[200~never ended\u{3}x", keys(.control("c"), .character("x"))),
        // Sequences that something else breaks off.
        ("\u{1B}[1\u{1B}[A", keys(.up)),
        ("\u{1B}[\u{18}x", keys(.character("x"))),
        ("\u{1B}[12", []),
    ]

    @Test func `are read from the sequences terminals send`() {
        for (text, expected) in Self.corpus { #expect(inputs(text) == expected, "\(text.debugDescription)") }
    }

    @Test func `are the same however the bytes arrive`() {
        let all = Self.corpus.filter { !$0.0.hasSuffix("\u{1B}") && $0.0 != "\u{1B}[12" }.map(\.0).joined()
        let whole = inputs(all)
        for size in [1, 2, 3, 7] {
            var decoder = KeyDecoder()
            var found: [TerminalInput] = []
            let bytes = Array(all.utf8)
            for start in stride(from: 0, to: bytes.count, by: size) {
                found += decoder.decode(bytes[start..<min(start + size, bytes.count)])
            }
            #expect(found + decoder.flush() == whole)
        }
    }

    @Test func `are no bytes that are not UTF-8`() {
        #expect(
            inputs([0xFF, 0xC0, 0x80, 0xC3, 0x28, 0xED, 0xA0, 0x80, 0xF5, 0x61])
                == keys(.character("("), .character("a"))
        )
        #expect(inputs([0xC2, 0x9B, 0x41]) == keys(.character("A")))
    }

    @Test func `are found again after any noise, and nothing is kept of it`() {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<2000 {
            var decoder = KeyDecoder()
            let noise = (0..<Int.random(in: 0...400, using: &random)).map { _ -> UInt8 in
                random.chance(3)
                    ? random.pick([0x1B, 0x5B, 0x5D, 0x4F, 0x3B, 0x32, 0x30, 0x7E, 0x07, 0x5C])
                    : UInt8.random(in: 0...255, using: &random)
            }
            for input in decoder.decode(noise) {
                if case .key(.character(let character)) = input {
                    #expect(character.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
                }
            }
            _ = decoder.flush()
            // Ctrl-C ends whatever was begun, and is one.
            #expect(decoder.decode([0x03]).contains(.key(.control("c"))))
            #expect(decoder.decode([0x71]) == keys(.character("q")))
        }
    }

    @Test func `are not kept while a sequence never ends`() {
        var decoder = KeyDecoder()
        for start in ["\u{1B}[", "\u{1B}]", "\u{1B}P"] {
            #expect(decoder.decode(Array(start.utf8)).isEmpty)
            for _ in 0..<100 {
                #expect(decoder.decode(Array(repeating: UInt8(ascii: "1"), count: 1000)).isEmpty)
            }
            #expect(decoder.isWaiting)
            #expect(decoder.flush().isEmpty)
        }
    }
}

@Suite struct `What a terminal can do` {
    @Test func `is told by its environment`() {
        func depth(_ environment: [String: String]) -> ColorDepth { ColorDepth(environment: environment) }
        #expect(depth([:]) == .none)
        #expect(depth(["TERM": "dumb"]) == .none)
        #expect(depth(["TERM": "vt100"]) == .none)
        #expect(depth(["TERM": "xterm"]) == .ansi16)
        #expect(depth(["TERM": "linux"]) == .ansi16)
        #expect(depth(["TERM": "xterm-256color"]) == .indexed256)
        #expect(depth(["TERM": "xterm-256color", "COLORTERM": "truecolor"]) == .direct)
        #expect(depth(["TERM": "screen", "COLORTERM": "truecolor"]) == .ansi16)
        #expect(depth(["TERM": "screen-256color", "COLORTERM": "truecolor", "TMUX": "x"]) == .direct)
        #expect(depth(["TERM": "xterm-256color", "NO_COLOR": "1"]) == .none)
        #expect(depth(["TERM": "xterm-256color", "NO_COLOR": ""]) == .indexed256)
        #expect(depth(["TERM": "xterm-256color", "CLICOLOR": "0"]) == .none)
    }

    @Test func `has a background that is dark or light`() {
        #expect(Theme.Background(environment: ["COLORFGBG": "15;0"]) == .dark)
        #expect(Theme.Background(environment: ["COLORFGBG": "0;default;15"]) == .light)
        #expect(Theme.Background(environment: ["COLORFGBG": "0;default"]) == nil)
        #expect(Theme.Background(environment: [:]) == nil)
        #expect(Theme.Background(red: 1, green: 1, blue: 0.9) == .light)
        #expect(Theme.Background(red: 0.1, green: 0.1, blue: 0.4) == .dark)
    }
}
