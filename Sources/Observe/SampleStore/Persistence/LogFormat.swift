internal import Digest

/// The files of a sample log.
///
/// A segment is `mcpctlSL`, the version and a CRC-32C of both, then records. A record is the length of its payload,
/// a CRC-32C of length and payload (RFC 3720), both of four bytes, least significant first, and the payload: a byte for
/// its kind and its fields. Numbers are LEB128, those of either sign zigzag first. Every segment stands alone: it names
/// each series before the series' first sample.
enum LogFormat {
    static let version: UInt32 = 1
    static let magic: StaticString = "mcpctlSL"
    static let headerSize = 16
    static let frameSize = 8
    /// What is longer is no record.
    static let maximumPayload = 1 << 24

    enum Kind: UInt8 {
        /// The labels of a series: their count, then name and value with their lengths. Series count from 0.
        case series = 1
        /// The time that most samples have; then each sample as `SampleKind` says.
        case samples = 2
    }

    /// The two lowest bits of a sample's first number; above them, the step from the series before.
    enum SampleKind: UInt64 {
        /// Nothing follows: at the common time, the last value again.
        case same = 0
        /// At the common time, a whole number; the difference from the last value, which was one too, follows.
        case whole = 1
        /// At the common time; the value's eight bytes follow.
        case value = 2
        /// The difference from the common time and the value's eight bytes follow.
        case timed = 3
    }

    static var header: [UInt8] {
        var bytes = Array(UnsafeBufferPointer(start: magic.utf8Start, count: magic.utf8CodeUnitCount))
        append(version, to: &bytes)
        append(bytes.withUnsafeBytes { CRC32C.checksum($0) }, to: &bytes)
        return bytes
    }

    static func append(_ number: UInt32, to bytes: inout [UInt8]) {
        for shift: UInt32 in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
    }

    static func append(number: UInt64, to bytes: inout [UInt8]) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest &>>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// The checksum of a record.
    static func checksum(_ payload: UnsafeRawBufferPointer) -> UInt32 {
        let length = withUnsafeBytes(of: UInt32(payload.count).littleEndian) { CRC32C.checksum($0) }
        return CRC32C.checksum(payload, after: length)
    }

    /// The value as a whole number that can be subtracted without loss.
    static func whole(_ bits: UInt64) -> Int64? { ValueScale(rawValue: 0).whole(Double(bitPattern: bits)) }
}
