/// What is written when a screen of its own begins and ends (xterm, "Control Sequences").
enum TerminalSequences {
    /// The other screen, no cursor, no wrapping of lines, pasted text marked as such.
    static let enter = Array("\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l\u{1B}[?2004h".utf8)

    /// All of it undone.
    ///
    /// tmux 3.3a leaves a row behind after a change of size unless the screen is erased before it goes.
    static let leave = Array(
        "\u{1B}[?2026l\u{1B}[m\u{1B}[2J\u{1B}[H\u{1B}[?2004l\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l".utf8
    )

    /// Asks for the background (OSC 11), and then for something that every terminal answers (DA1).
    static let askBackground = Array("\u{1B}]11;?\u{1B}\\\u{1B}[c".utf8)
}
