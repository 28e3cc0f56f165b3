import Arguments
import Commands
import Testing

@Suite struct `The program` {
    @Test func `is defined without mistakes`() { #expect(program.mistakes.isEmpty, "\(program.mistakes)") }
}
