internal import Diagnostics

/// JSON as TypeScript's configuration has it: with comments, and commas after the last element.
enum JSONWithComments {
    /// The same text with blanks in place of both, so that every place stays what it was.
    static func plain(_ file: SourceFile) -> SourceFile {
        var bytes = Array(file.text.utf8)
        var index = 0
        var comma: Int?
        func blank(_ range: Range<Int>) {
            for place in range where bytes[place] != UInt8(ascii: "\n") { bytes[place] = UInt8(ascii: " ") }
        }
        while index < bytes.count {
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            switch bytes[index] {
            case UInt8(ascii: "\""):
                index += 1
                while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
                    index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
                }
                comma = nil
            case UInt8(ascii: "/") where next == UInt8(ascii: "/"):
                let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
                blank(index..<end)
                index = end - 1
            case UInt8(ascii: "/") where next == UInt8(ascii: "*"):
                var end = index + 2
                while end < bytes.count,
                    !(bytes[end - 1] == UInt8(ascii: "*") && bytes[end] == UInt8(ascii: "/")
                        && end > index + 2)
                { end += 1 }
                blank(index..<min(end + 1, bytes.count))
                index = end
            case UInt8(ascii: ","): comma = index
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if let comma { bytes[comma] = UInt8(ascii: " ") }
                comma = nil
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): break
            default: comma = nil
            }
            index += 1
        }
        return SourceFile(name: file.name, text: String(decoding: bytes, as: UTF8.self), hidesSecrets: true)
    }
}
