/// Takes a stream of server-sent events apart as it arrives, however it is cut (WHATWG HTML, section 9.2.6).
package struct EventStreamParser: Sendable {
    package struct Event: Sendable, Equatable {
        /// `message` where the stream names none.
        package var name: String
        package var data: String
        /// The last id that the stream named.
        package var id: String?

        package init(name: String, data: String, id: String?) {
            (self.name, self.data, self.id) = (name, data, id)
        }
    }

    /// The stream has a line or an event that is longer than the limit.
    package struct TooLong: Error, Sendable, Equatable {
        package init() {}
    }

    /// Bytes of a line, and of the data of an event.
    private let limit: Int
    private var line: [UInt8] = []
    private var isAfterReturn = false
    private var isAtStart = true
    private var name = ""
    private var data: [UInt8] = []
    private var hasData = false
    private var id: String?
    /// Milliseconds that the server asks to wait before connecting again.
    package private(set) var retry: Int?

    package init(limit: Int) { self.limit = limit }

    /// The events that these bytes complete.
    package mutating func events(in bytes: some Sequence<UInt8>) throws(TooLong) -> [Event] {
        var events: [Event] = []
        for byte in bytes {
            let isAfterReturn = isAfterReturn
            self.isAfterReturn = byte == 0x0D
            switch byte {
            case 0x0A where isAfterReturn: break
            case 0x0A, 0x0D: if let event = try endLine() { events.append(event) }
            default:
                guard line.count < limit else { throw TooLong() }
                line.append(byte)
            }
        }
        return events
    }

    private mutating func endLine() throws(TooLong) -> Event? {
        defer { line.removeAll(keepingCapacity: true) }
        if isAtStart {
            isAtStart = false
            if line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        }
        guard !line.isEmpty else { return endEvent() }
        // A colon first makes a comment of it.
        guard line.first != UInt8(ascii: ":") else { return nil }
        let colon = line.firstIndex(of: UInt8(ascii: ":"))
        var value = colon.map { line[($0 + 1)...] } ?? []
        if value.first == 0x20 { value = value.dropFirst() }
        switch String(decoding: line[..<(colon ?? line.endIndex)], as: UTF8.self) {
        case "event": name = String(decoding: value, as: UTF8.self)
        case "data":
            guard data.count + value.count < limit else { throw TooLong() }
            if hasData { data.append(0x0A) }
            data.append(contentsOf: value)
            hasData = true
        case "id" where !value.contains(0): id = String(decoding: value, as: UTF8.self)
        case "retry" where !value.isEmpty && value.allSatisfy { 0x30...0x39 ~= $0 }:
            retry = Int(String(decoding: value, as: UTF8.self)) ?? retry
        default: break
        }
        return nil
    }

    private mutating func endEvent() -> Event? {
        defer {
            name = ""
            data.removeAll(keepingCapacity: true)
            hasData = false
        }
        guard hasData else { return nil }
        return Event(
            name: name.isEmpty ? "message" : name,
            data: String(decoding: data, as: UTF8.self),
            id: id
        )
    }
}
