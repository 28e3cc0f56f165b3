/// A domain name, without the dot at its end (RFC 1035 section 3.1).
struct DNSName: Hashable {
    /// In lowercase: names are compared without case (RFC 4343).
    let text: String

    /// Checks lengths and letters: host names and the names of services (RFC 952, RFC 1123, RFC 2782).
    init?(_ text: some StringProtocol) {
        let name = text.last == "." ? String(text.dropLast()) : String(text)
        let labels = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard !name.isEmpty, name.utf8.count <= 253,
            labels.allSatisfy({ (1...63).contains($0.count) && $0.allSatisfy(Self.isPlain) })
        else { return nil }
        self.text = name.lowercased()
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// As it stands in a message: each label behind its length.
    var bytes: [UInt8] {
        text.utf8.split(separator: UInt8(ascii: ".")).flatMap { [UInt8($0.count)] + $0 } + [0]
    }
}
