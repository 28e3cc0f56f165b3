#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// What is known of a label set before its bytes are read.
struct LabelHeader {
    /// The hash of the labels without the metric name.
    var restHash: UInt64 = 0
    /// The hash of all of them; `restHash` where there is no metric name.
    var hash: UInt64 = 0
    /// The bytes of the metric name; 0 when there is none.
    var nameCount: UInt32 = 0
    /// The bytes of all other labels.
    var restCount: UInt32 = 0
    /// How many other labels there are.
    var labelCount: UInt32 = 0
    /// Where in the other labels `__name__` belongs by its order.
    var namePlace: UInt32 = 0
}

/// The bytes of one label set: one allocation, never changed after it was made.
///
/// First the value of `__name__` alone, then the other labels sorted by the bytes of their names, each as
/// length, name, length, value. Lengths are LEB128. The metric name stands apart so that two sets without it compare
/// as one run of bytes.
final class LabelStorage: ManagedBuffer<LabelHeader, UInt8> {
    /// Makes room once, has the other labels written into it, and hashes what was written.
    static func make(
        metric: UnsafeBufferPointer<UInt8>,
        restCount: Int,
        labelCount: Int,
        namePlace: Int,
        _ writeRest: (UnsafeMutablePointer<UInt8>) -> Void
    ) -> LabelStorage {
        let buffer = create(minimumCapacity: metric.count + restCount) { _ in LabelHeader() }
        buffer.withUnsafeMutablePointers { header, bytes in
            if let start = metric.baseAddress { bytes.update(from: start, count: metric.count) }
            let rest = bytes + metric.count
            writeRest(rest)
            header.pointee.restHash = restCount == 0 ? 0 : LabelHash.hash(rest, restCount)
            header.pointee.hash =
                metric.isEmpty
                ? header.pointee.restHash
                : LabelHash.combined(header.pointee.restHash, LabelHash.hash(bytes, metric.count))
            header.pointee.nameCount = UInt32(metric.count)
            header.pointee.restCount = UInt32(restCount)
            header.pointee.labelCount = UInt32(labelCount)
            header.pointee.namePlace = UInt32(namePlace)
        }
        return unsafeDowncast(buffer, to: LabelStorage.self)
    }

    static let empty = Labels(
        storage: unsafeDowncast(create(minimumCapacity: 0) { _ in LabelHeader() }, to: LabelStorage.self)
    )
}

/// The label name of metric names.
enum MetricName {
    static let label = "__name__"
    static let bytes: StaticString = "__name__"

    static var buffer: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: bytes.utf8Start, count: bytes.utf8CodeUnitCount)
    }
}

/// Reads the labels behind a pointer one after another.
struct LabelCursor {
    private(set) var position: UnsafePointer<UInt8>

    init(_ position: UnsafePointer<UInt8>) { self.position = position }

    /// The next name or value.
    mutating func next() -> UnsafeBufferPointer<UInt8> {
        var count = Int(position[0])
        if count < 0x80 {
            position += 1
        } else {
            count &= 0x7F
            var shift = 7
            var byte: UInt8
            position += 1
            repeat {
                byte = position[0]
                count |= Int(byte & 0x7F) &<< shift
                shift += 7
                position += 1
            } while byte >= 0x80
        }
        let start = position
        position += count
        return UnsafeBufferPointer(start: start, count: count)
    }

    /// The bytes that a length takes.
    static func prefixSize(_ count: Int) -> Int {
        var size = 1
        var rest = count &>> 7
        while rest > 0 {
            size += 1
            rest &>>= 7
        }
        return size
    }

    /// Writes a length and the bytes it counts, and answers where they end.
    static func write(
        _ bytes: UnsafeBufferPointer<UInt8>,
        to place: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        var place = place
        var rest = bytes.count
        while rest >= 0x80 {
            place[0] = UInt8(truncatingIfNeeded: rest) | 0x80
            place += 1
            rest &>>= 7
        }
        place[0] = UInt8(truncatingIfNeeded: rest)
        place += 1
        if let start = bytes.baseAddress { place.update(from: start, count: bytes.count) }
        return place + bytes.count
    }
}

/// The order of two texts by their bytes.
func byteOrder(_ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>) -> Int32 {
    let shorter = min(first.count, second.count)
    if shorter > 0, let left = first.baseAddress, let right = second.baseAddress {
        let order = memcmp(left, right, shorter)
        if order != 0 { return order }
    }
    return first.count == second.count ? 0 : first.count < second.count ? -1 : 1
}
