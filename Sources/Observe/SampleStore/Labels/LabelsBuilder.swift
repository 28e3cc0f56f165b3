/// Collects labels and makes a set of them; can be used again and again without giving its memory back.
package struct LabelsBuilder {
    private struct Entry {
        let start: Int
        let nameCount: Int
        let valueCount: Int
    }

    private var bytes: ContiguousArray<UInt8> = []
    private var entries: ContiguousArray<Entry> = []
    private var isSorted = true

    package init() {}

    package init(_ labels: Labels) { add(labels) }

    /// Forgets everything but the memory.
    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        entries.removeAll(keepingCapacity: true)
        isSorted = true
    }

    package mutating func add(_ labels: Labels) {
        labels.forEach { set($0, $1) }
    }

    /// Sets a label; the last value of a name wins, and an empty one removes the label.
    package mutating func set(_ name: String, _ value: String) {
        var (name, value) = (name, value)
        name.withUTF8 { name in value.withUTF8 { set(name, $0) } }
    }

    package mutating func set(_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) {
        let entry = Entry(start: bytes.count, nameCount: name.count, valueCount: value.count)
        bytes.append(contentsOf: name)
        bytes.append(contentsOf: value)
        if isSorted, let last = entries.last {
            isSorted = bytes.withUnsafeBufferPointer {
                byteOrder(Self.name(last, in: $0), Self.name(entry, in: $0)) <= 0
            }
        }
        entries.append(entry)
    }

    package mutating func remove(_ name: String) { set(name, "") }

    /// The value that a label has now.
    package subscript(_ name: String) -> String? {
        get {
            var name = name
            return name.withUTF8 { name in
                bytes.withUnsafeBufferPointer { bytes in
                    guard
                        let entry = entries.last(where: {
                            byteOrder(Self.name($0, in: bytes), name) == 0
                        }), entry.valueCount > 0
                    else { return nil }
                    return String(decoding: Self.value(entry, in: bytes), as: UTF8.self)
                }
            }
        }
        set { set(name, newValue ?? "") }
    }

    /// Whether a name was set more than once, which the exposition formats forbid.
    package mutating func hasRepeatedName() -> Bool {
        sort()
        return bytes.withUnsafeBufferPointer { bytes in
            zip(entries, entries.dropFirst()).contains {
                byteOrder(Self.name($0, in: bytes), Self.name($1, in: bytes)) == 0
            }
        }
    }

    /// The set of all labels collected so far.
    package mutating func labels() -> Labels {
        sort()
        return bytes.withUnsafeBufferPointer { make($0) }
    }

    private mutating func sort() {
        guard !isSorted else { return }
        bytes.withUnsafeBufferPointer { bytes in
            entries.sort {
                let order = byteOrder(Self.name($0, in: bytes), Self.name($1, in: bytes))
                return order == 0 ? $0.start < $1.start : order < 0
            }
        }
        isSorted = true
    }

    /// Measures first, so that one allocation does.
    private func make(_ bytes: UnsafeBufferPointer<UInt8>) -> Labels {
        var metric = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
        var (restCount, labelCount, namePlace) = (0, 0, 0)
        for (index, entry) in entries.enumerated() where isKept(index, entry, in: bytes) {
            let order = byteOrder(Self.name(entry, in: bytes), MetricName.buffer)
            if order == 0 {
                metric = Self.value(entry, in: bytes)
                continue
            }
            let size =
                LabelCursor.prefixSize(entry.nameCount) + entry.nameCount
                + LabelCursor.prefixSize(entry.valueCount) + entry.valueCount
            if order < 0 { namePlace += size }
            restCount += size
            labelCount += 1
        }
        guard labelCount > 0 || !metric.isEmpty else { return .empty }
        let storage = LabelStorage.make(
            metric: metric,
            restCount: restCount,
            labelCount: labelCount,
            namePlace: namePlace
        ) { place in
            var place = place
            for (index, entry) in entries.enumerated() where isKept(index, entry, in: bytes) {
                let name = Self.name(entry, in: bytes)
                if byteOrder(name, MetricName.buffer) == 0 { continue }
                place = LabelCursor.write(name, to: place)
                place = LabelCursor.write(Self.value(entry, in: bytes), to: place)
            }
        }
        return Labels(storage: storage)
    }

    /// Whether the entry is the last of its name and has a value.
    private func isKept(_ index: Int, _ entry: Entry, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard entry.valueCount > 0 else { return false }
        guard index + 1 < entries.count else { return true }
        return byteOrder(Self.name(entry, in: bytes), Self.name(entries[index + 1], in: bytes)) != 0
    }

    private static func name(
        _ entry: Entry,
        in bytes: UnsafeBufferPointer<UInt8>
    ) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[entry.start..<entry.start + entry.nameCount])
    }

    private static func value(
        _ entry: Entry,
        in bytes: UnsafeBufferPointer<UInt8>
    ) -> UnsafeBufferPointer<UInt8> {
        let start = entry.start + entry.nameCount
        return UnsafeBufferPointer(rebasing: bytes[start..<start + entry.valueCount])
    }
}
