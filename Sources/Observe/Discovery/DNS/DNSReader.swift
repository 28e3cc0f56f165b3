/// Walks through the bytes of a message; never beyond them, and never in a circle.
struct DNSReader {
    private let bytes: [UInt8]
    private var place = 0
    private let end: Int

    init(_ bytes: [UInt8]) { (self.bytes, end) = (bytes, bytes.count) }

    private init(_ bytes: [UInt8], from place: Int, to end: Int) {
        (self.bytes, self.place, self.end) = (bytes, place, end)
    }

    mutating func number() -> UInt16? {
        guard place + 2 <= end else { return nil }
        defer { place += 2 }
        return UInt16(bytes[place]) << 8 | UInt16(bytes[place + 1])
    }

    /// The next bytes as a reader of their own, whose names may lead back into the whole message.
    mutating func part(_ length: Int) -> DNSReader? {
        guard place + length <= end else { return nil }
        defer { place += length }
        return DNSReader(bytes, from: place, to: place + length)
    }

    /// What is left.
    var rest: ArraySlice<UInt8>? { place <= end ? bytes[place..<end] : nil }

    /// A name, in lowercase and without the dot at its end; empty for the root.
    ///
    /// A pointer leads only to what stands before it (RFC 1035 section 4.1.4), so that there is an end.
    mutating func name() -> String? {
        var labels: [String] = []
        var length = 0
        var cursor = place
        var limit = end
        var next: Int?
        while true {
            guard cursor < limit else { return nil }
            let count = Int(bytes[cursor])
            switch count & 0xC0 {
            case 0x00:
                cursor += 1
                if count == 0 {
                    place = next ?? cursor
                    return labels.joined(separator: ".")
                }
                guard cursor + count <= limit else { return nil }
                length += count + 1
                guard length <= 254,
                    let label = DNSName(String(decoding: bytes[cursor..<cursor + count], as: UTF8.self)),
                    label.text.utf8.count == count, !label.text.contains(".")
                else { return nil }
                labels.append(label.text)
                cursor += count
            case 0xC0:
                guard cursor + 1 < limit else { return nil }
                let target = (count & 0x3F) << 8 | Int(bytes[cursor + 1])
                next = next ?? cursor + 2
                guard target < cursor else { return nil }
                // From here on nothing may lead to this place again.
                (limit, cursor) = (cursor, target)
            default: return nil
            }
        }
    }
}
