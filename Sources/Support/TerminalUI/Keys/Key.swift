/// A key that was pressed.
package enum Key: Sendable, Hashable {
    /// Without Control; never a control character.
    case character(Character)
    /// With Control; a small letter or one of `@[\]^_`.
    case control(Character)
    case enter, escape, tab, backTab, backspace, delete
    case up, down, left, right, home, end, pageUp, pageDown
}

/// What a terminal sends.
package enum TerminalInput: Sendable, Hashable {
    case key(Key)
    /// Text that was pasted, not typed, without control characters: nothing in it is a command.
    case paste(String)
    /// An answer to OSC 11: the background, each part from 0 to 1.
    case background(red: Double, green: Double, blue: Double)
    /// An answer to DA1, which every terminal gives: whatever was asked before it was answered, or never will be.
    case attributes
}
