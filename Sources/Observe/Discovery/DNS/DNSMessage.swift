/// What a name server says (RFC 1035 section 4).
package struct DNSMessage: Sendable {
    package enum RecordType: UInt16, Sendable {
        case a = 1
        case cname = 5
        case aaaa = 28
        case srv = 33
    }

    package struct Record: Sendable, Hashable {
        /// Who has it, in lowercase.
        package let owner: String
        package let data: RecordData
    }

    package enum RecordData: Sendable, Hashable {
        /// An IPv4 or IPv6 address as text.
        case address(String)
        case alias(String)
        /// RFC 2782; a target of nothing says that the service is not there.
        case service(priority: UInt16, weight: UInt16, port: UInt16, target: String)
    }

    package let id: UInt16
    package let isTruncated: Bool
    /// 0 is success, 2 the server's failure, 3 no such name (RFC 1035 section 4.1.1).
    package let code: UInt8
    package let question: (name: String, type: UInt16)
    /// Those of the answer section whose types are known here.
    package let records: [Record]

    /// Reads an answer to one question; `nil` when it is none.
    package init?(_ bytes: [UInt8]) {
        var reader = DNSReader(bytes)
        guard let id = reader.number(), let flags = reader.number(), let questions = reader.number(),
            let answers = reader.number(), reader.number() != nil, reader.number() != nil,
            // An answer, to a standard query, of one question.
            flags & 0x8000 != 0, flags & 0x7800 == 0, questions == 1,
            let name = reader.name(), let type = reader.number(), let group = reader.number(), group == 1
        else { return nil }
        self.id = id
        isTruncated = flags & 0x0200 != 0
        code = UInt8(flags & 0x000F)
        question = (name, type)
        var records: [Record] = []
        for _ in 0..<answers {
            guard let owner = reader.name(), let type = reader.number(), let group = reader.number(),
                reader.number() != nil, reader.number() != nil, let length = reader.number(),
                let data = reader.part(Int(length))
            else {
                // The rest of a truncated answer comes over TCP.
                if isTruncated { break }
                return nil
            }
            guard group == 1, let kind = RecordType(rawValue: type) else { continue }
            guard let content = Self.content(kind, data) else { return nil }
            records.append(Record(owner: owner, data: content))
        }
        self.records = records
    }

    private static func content(_ type: RecordType, _ data: DNSReader) -> RecordData? {
        var data = data
        switch type {
        case .a:
            guard let bytes = data.rest, bytes.count == 4 else { return nil }
            return .address(bytes.map(String.init).joined(separator: "."))
        case .aaaa:
            guard let bytes = data.rest, bytes.count == 16 else { return nil }
            return .address(IPv6Text.of(Array(bytes)))
        case .cname: return data.name().map(RecordData.alias)
        case .srv:
            guard let priority = data.number(), let weight = data.number(), let port = data.number(),
                let target = data.name()
            else { return nil }
            return .service(priority: priority, weight: weight, port: port, target: target)
        }
    }

    /// A question for one name, with recursion desired.
    static func query(_ name: DNSName, _ type: RecordType, id: UInt16) -> [UInt8] {
        [UInt8(id >> 8), UInt8(id & 0xFF), 0x01, 0x00, 0, 1, 0, 0, 0, 0, 0, 0]
            + name.bytes + [UInt8(type.rawValue >> 8), UInt8(type.rawValue & 0xFF), 0, 1]
    }

    /// Whether it answers that question.
    func answers(_ name: DNSName, _ type: RecordType, id: UInt16) -> Bool {
        self.id == id && question.name == name.text && question.type == type.rawValue
    }

    /// What it says of a name and of what the name is an alias for.
    func data(of name: DNSName) -> [RecordData] {
        var owner = name.text
        // Each step leads along another record: a circle ends too.
        for _ in 0...records.count {
            let own = records.filter { $0.owner == owner }.map(\.data)
            let alias = own.compactMap { data -> String? in
                if case .alias(let target) = data { target } else { nil }
            }.first
            guard let alias else { return own }
            owner = alias
        }
        return []
    }
}
