import LinearRegex

/// The first line is a pattern and the rest a text; both ways to match have to agree.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRegex(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: start, count: count)
    let line = bytes.firstIndex(of: 0xA) ?? count
    let pattern = String(decoding: bytes[..<line], as: UTF8.self)
    var text = String(decoding: bytes[min(line + 1, count)...], as: UTF8.self)
    for regex in [try? LinearRegex(pattern), try? LinearRegex(wholeText: pattern)] {
        guard let regex else { continue }
        let match = regex.firstMatch(in: text)
        guard regex.matches(text) == (match != nil) else { fatalError("two answers") }
        _ = text.withUTF8 { regex.matches($0) }
        _ = regex.replaceAll(in: text, with: "<$0$1>")
    }
    return 0
}
