import Digest
import Testing

/// RFC 3720 appendix B.4.
@Suite struct `CRC-32C` {
    @Test(
        arguments: [
            ([UInt8](repeating: 0, count: 32), 0x8A91_36AA),
            ([UInt8](repeating: 0xFF, count: 32), 0x62A8_AB43),
            ([UInt8](0..<32), 0x46DD_794E), ((0..<32).reversed(), 0x113F_DB5C),
            (Array("123456789".utf8), 0xE306_9283), ([], 0),
        ] as [([UInt8], UInt32)]
    )
    func `of the published bytes is the published checksum`(_ bytes: [UInt8], _ checksum: UInt32) {
        #expect(bytes.withUnsafeBytes { CRC32C.checksum($0) } == checksum)
        for place in bytes.indices {
            let first = bytes[..<place].withUnsafeBytes { CRC32C.checksum($0) }
            #expect(bytes[place...].withUnsafeBytes { CRC32C.checksum($0, after: first) } == checksum)
        }
    }
}
