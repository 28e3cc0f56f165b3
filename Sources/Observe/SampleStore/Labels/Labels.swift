#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// A label set: names and values, sorted by name, each name once, no value empty.
///
/// A value without a label and a label with an empty value are the same thing in Prometheus, so the second is never
/// kept. Copies share one buffer; so does the set without its metric name.
///
/// `@unchecked Sendable`: nobody writes to the storage after it was made.
package struct Labels: @unchecked Sendable {
    let storage: LabelStorage
    /// Whether the metric name in the storage is not part of this set.
    let hidesName: Bool

    init(storage: LabelStorage, hidesName: Bool = false) {
        self.storage = storage
        self.hidesName = hidesName
    }

    package static let empty = LabelStorage.empty

    /// A name that stands twice keeps its last value; a label with an empty value is left out.
    package init(_ pairs: some Sequence<(String, String)>) {
        var builder = LabelsBuilder()
        for (name, value) in pairs { builder.set(name, value) }
        self = builder.labels()
    }

    /// How many labels there are, the metric name among them.
    package var count: Int { Int(storage.header.labelCount) + (hasName ? 1 : 0) }
    package var isEmpty: Bool { count == 0 }
    package var hasName: Bool { !hidesName && storage.header.nameCount > 0 }

    /// The metric name: the value of `__name__`.
    package var name: String? {
        hasName ? withNameBytes { String(decoding: $0, as: UTF8.self) } : nil
    }

    /// The same set without the metric name; costs nothing.
    package var withoutName: Labels { Labels(storage: storage, hidesName: true) }

    /// The bytes that all label sets of this process take in memory for this one, roughly.
    package var footprint: Int { 56 + Int(storage.header.nameCount + storage.header.restCount) }

    package subscript(_ name: String) -> String? {
        var name = name
        return name.withUTF8 { name in
            withValue(of: name) { value in value.map { String(decoding: $0, as: UTF8.self) } }
        }
    }

    /// All labels in order, as texts.
    package var pairs: [(name: String, value: String)] {
        var pairs: [(name: String, value: String)] = []
        pairs.reserveCapacity(count)
        forEach { pairs.append((String(decoding: $0, as: UTF8.self), String(decoding: $1, as: UTF8.self))) }
        return pairs
    }

    /// The set with only these labels.
    package func keeping(_ names: some Sequence<String>) -> Labels {
        LabelSelection(keeping: names).labels(of: self)
    }

    /// The set without these labels.
    package func dropping(_ names: some Sequence<String>) -> Labels {
        LabelSelection(dropping: names).labels(of: self)
    }
}

/// The bytes of a set, without making texts of them.
extension Labels {
    /// The metric name's bytes; empty when there is none.
    package func withNameBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        storage.withUnsafeMutablePointers { header, bytes in
            body(UnsafeBufferPointer(start: bytes, count: hidesName ? 0 : Int(header.pointee.nameCount)))
        }
    }

    /// Calls with each name and value, sorted by name; the pointers are good during the call only.
    package func forEach(_ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Void) {
        storage.withUnsafeMutablePointers { header, bytes in
            let header = header.pointee
            let name = UnsafeBufferPointer(start: bytes, count: hidesName ? 0 : Int(header.nameCount))
            let first = UnsafePointer(bytes + Int(header.nameCount))
            let end = first + Int(header.restCount)
            let namePlace = first + Int(header.namePlace)
            var cursor = LabelCursor(first)
            while cursor.position < end {
                if cursor.position == namePlace, !name.isEmpty { body(MetricName.buffer, name) }
                let label = cursor.next()
                body(label, cursor.next())
            }
            if namePlace == end, !name.isEmpty { body(MetricName.buffer, name) }
        }
    }

    /// Calls with the value of a label, or `nil` when the set has no such label.
    package func withValue<Result>(
        of wanted: UnsafeBufferPointer<UInt8>,
        _ body: (UnsafeBufferPointer<UInt8>?) -> Result
    ) -> Result {
        storage.withUnsafeMutablePointers { header, bytes in
            let header = header.pointee
            if wanted.count == 8, byteOrder(wanted, MetricName.buffer) == 0 {
                guard !hidesName, header.nameCount > 0 else { return body(nil) }
                return body(UnsafeBufferPointer(start: bytes, count: Int(header.nameCount)))
            }
            var cursor = LabelCursor(bytes + Int(header.nameCount))
            let end = cursor.position + Int(header.restCount)
            while cursor.position < end {
                let name = cursor.next()
                let value = cursor.next()
                let order = byteOrder(name, wanted)
                if order == 0 { return body(value) }
                if order > 0 { break }
            }
            return body(nil)
        }
    }
}

extension Labels: Hashable {
    /// The same for equal sets, for as long as the process lives.
    package var hash: UInt64 { hidesName ? storage.header.restHash : storage.header.hash }
    /// The hash of `withoutName`.
    package var hashWithoutName: UInt64 { storage.header.restHash }

    package func hash(into hasher: inout Hasher) { hasher.combine(hash) }

    package static func == (first: Labels, second: Labels) -> Bool {
        if first.storage === second.storage, first.hidesName == second.hidesName { return true }
        guard first.hash == second.hash else { return false }
        let count = first.hasName ? first.storage.header.nameCount : 0
        guard count == (second.hasName ? second.storage.header.nameCount : 0) else { return false }
        guard first.equalsWithoutName(second) else { return false }
        return first.withNameBytes { left in
            second.withNameBytes { right in byteOrder(left, right) == 0 }
        }
    }

    /// Whether both are the same but for the metric name.
    package func equalsWithoutName(_ other: Labels) -> Bool {
        if storage === other.storage { return true }
        return storage.withUnsafeMutablePointers { header, bytes in
            other.storage.withUnsafeMutablePointers { otherHeader, otherBytes in
                let count = Int(header.pointee.restCount)
                guard header.pointee.restHash == otherHeader.pointee.restHash,
                    count == Int(otherHeader.pointee.restCount)
                else { return false }
                let left = bytes + Int(header.pointee.nameCount)
                return memcmp(left, otherBytes + Int(otherHeader.pointee.nameCount), count) == 0
            }
        }
    }
}
