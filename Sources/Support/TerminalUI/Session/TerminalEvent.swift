/// What happened on a terminal.
package enum TerminalEvent: Sendable, Hashable {
    case input(TerminalInput)
    /// It has another size, or its picture is lost: the next frame has to be whole.
    case resized(Size)
    /// It has taken all that was written: another frame may follow.
    case drained
    /// Somebody wants the program to end.
    case signal(EndingSignal)
    /// It went away.
    case closed
}

/// A signal that ends a program.
package enum EndingSignal: Sendable, Hashable, CaseIterable {
    case interrupt, terminate, hangup
}
