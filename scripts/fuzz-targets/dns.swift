import Discovery

/// Whatever a name server sends: an answer that can be walked through, or none.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzNames(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    _ = ResolverSettings(String(decoding: bytes, as: UTF8.self))
    guard let message = DNSMessage(bytes) else { return 0 }
    let names =
        [message.question.name]
        + message.records.flatMap { record -> [String] in
            switch record.data {
            case .address: [record.owner]
            case .alias(let name): [record.owner, name]
            case .service(_, _, _, let target): [record.owner, target]
            }
        }
    for name in names {
        guard name.utf8.count <= 253, name.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
            fatalError("a name that is none: \(name)")
        }
    }
    return 0
}
