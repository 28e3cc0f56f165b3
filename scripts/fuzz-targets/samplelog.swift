import Diagnostics
import Digest
import FileSystem
import Glibc
import SampleStore

/// Records with right checksums and any payload are read or refused; what was read is there again the next time.
///
/// Records end at 0xFF in the input; an input that begins with 0xFE is a file as it is.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSampleLog(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    var bytes = Array("mcpctlSL".utf8) + number(1)
    bytes += number(bytes.withUnsafeBytes { CRC32C.checksum($0) })
    if input.first == 0xFE {
        bytes = Array(input.dropFirst())
    } else {
        for payload in input.split(separator: 0xFF) {
            let length = number(UInt32(payload.count))
            bytes += length + number((length + payload).withUnsafeBytes { CRC32C.checksum($0) }) + payload
        }
    }
    let folder = "/tmp/mcpctl-fuzz-samplelog-\(getpid())"
    let path = "\(folder)/00000001.samples"
    do {
        try Files.makeFolder(folder)
        var file = try AppendFile(path)
        try file.truncate(to: 0)
        try file.append(bytes)
        let options = StoreOptions(maximumBytes: 64 << 20)
        guard let first = try? SampleStore.open(folder, options).recovery else { return 0 }
        let second = try SampleStore.open(folder, options).recovery
        guard first.samples == second.samples, second.diagnostics.isEmpty else {
            fatalError("not the same again")
        }
    } catch {
        fatalError("\(error)")
    }
    return 0
}

private func number(_ value: UInt32) -> [UInt8] {
    [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: value >> $0) }
}
