import MCP
import Testing

@Suite struct `A stream of events` {
    private static let stream = """
        : a comment\r\n\r\ndata: one\r\n\r\nevent: two\ndata: first\ndata:  second\ndata\nid: 5\n\n\
        retry: 250\rdata:x\r\rid: 6\n\nevent: lost\n\ndata: never ended\n
        """

    @Test(arguments: [1, 2, 3, 5, 1000])
    func `is the same however it is cut`(_ size: Int) throws {
        var parser = EventStreamParser(limit: 1000)
        let bytes = Array(Self.stream.utf8)
        var events: [EventStreamParser.Event] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            events += try parser.events(in: bytes[start..<min(start + size, bytes.count)])
        }
        #expect(
            events == [
                .init(name: "message", data: "one", id: nil),
                .init(name: "two", data: "first\n second\n", id: "5"),
                .init(name: "message", data: "x", id: "5"),
            ]
        )
        #expect(parser.retry == 250)
    }

    @Test func `has a limit for lines and for events`() {
        var lines = EventStreamParser(limit: 10)
        #expect(throws: EventStreamParser.TooLong()) { try lines.events(in: Array("data: 123456789".utf8)) }
        var events = EventStreamParser(limit: 10)
        #expect(throws: EventStreamParser.TooLong()) {
            try events.events(in: Array("data: 123\ndata: 456\ndata: 789\n".utf8))
        }
    }

    @Test func `begins with a mark that is no part of it`() throws {
        var parser = EventStreamParser(limit: 100)
        #expect(try parser.events(in: Array("\u{FEFF}data: x\n\n".utf8)).map(\.data) == ["x"])
    }
}
