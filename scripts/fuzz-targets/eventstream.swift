import MCP

/// Whatever a server sends as a stream of events is the same however it is cut; so are challenges and dates harmless.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzEvents(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    var whole = EventStreamParser(limit: 512)
    var cut = EventStreamParser(limit: 512)
    let expected = try? whole.events(in: bytes)
    var events: [EventStreamParser.Event]? = []
    for byte in bytes {
        guard let more = try? cut.events(in: [byte]) else {
            events = nil
            break
        }
        events? += more
    }
    guard events == expected, cut.retry == whole.retry || expected == nil else {
        fatalError("cut differently")
    }
    for challenge in AuthChallenge.all(in: String(decoding: bytes, as: UTF8.self))
    where challenge.scheme.isEmpty {
        fatalError("a challenge without a scheme")
    }
    return 0
}
