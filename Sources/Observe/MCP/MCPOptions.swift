/// As whom a client speaks, and how long and how much it listens.
package struct MCPOptions: Sendable {
    package var clientName = "mcpctl"
    package var clientVersion = "0.1.0"
    /// For one request: connecting, sending, and all of the answer.
    package var deadline: Duration = .seconds(10)
    /// For the end of a session, which nobody waits for longer.
    package var closingDeadline: Duration = .seconds(2)
    /// Bytes of one answer.
    package var answerLimit = 16 << 20
    /// Pages of one list; a server that has more of them is told off.
    package var pageLimit = 100
    /// How long a program on standard input and output may be silent before it is taken for one of the older era.
    package var discoveryDeadline: Duration = .seconds(3)

    package init() {}
}
