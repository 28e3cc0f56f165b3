/// Reads the records of a segment as far as they are good.
struct LogReader {
    /// Why reading ended.
    enum End: Equatable {
        case complete
        /// The bytes from the given place on are no record.
        case torn(at: Int)
        /// The segment is of a version that this program does not know.
        case unknownVersion(UInt32)
    }

    private let bytes: UnsafeRawBufferPointer
    private var place = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// Calls with each series and each sample in the order of writing.
    ///
    /// A record whose checksum is wrong is left out as a whole: what is torn was never acknowledged, unless the disk
    /// changed it.
    mutating func read(
        series: (Labels) -> Void,
        sample: (_ series: Int, _ timestamp: Int64, _ value: Double) -> Void
    ) -> End {
        guard bytes.count >= LogFormat.headerSize else { return .torn(at: 0) }
        let header = LogFormat.header
        guard bytes.prefix(8).elementsEqual(header.prefix(8)) else { return .torn(at: 0) }
        let version = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
        guard version == LogFormat.version else { return .unknownVersion(version) }
        guard bytes.prefix(16).elementsEqual(header) else { return .torn(at: 0) }
        place = LogFormat.headerSize
        // The last value of each series.
        var last: [UInt64] = []
        while place < bytes.count {
            guard let payload = payload(at: place) else { return .torn(at: place) }
            var fields = LogFields(payload.dropFirst())
            let isGood: Bool
            switch LogFormat.Kind(rawValue: payload.first ?? 0) {
            case .series:
                let labels = fields.readLabels()
                isGood = labels != nil
                last.append(0)
                if let labels { series(labels) }
            case .samples: isGood = fields.readSamples(&last, sample)
            case nil: isGood = false
            }
            guard isGood else { return .torn(at: place) }
            place += LogFormat.frameSize + payload.count
        }
        return .complete
    }

    private func payload(at place: Int) -> UnsafeRawBufferPointer.SubSequence? {
        let start = place + LogFormat.frameSize
        guard start <= bytes.count else { return nil }
        let length = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
        let checksum = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place + 4, as: UInt32.self))
        guard length > 0, length <= LogFormat.maximumPayload, length <= bytes.count - start else {
            return nil
        }
        let payload = bytes[start..<start + length]
        guard LogFormat.checksum(UnsafeRawBufferPointer(rebasing: payload)) == checksum else { return nil }
        return payload
    }
}

/// Reads the fields of one record.
struct LogFields {
    private let bytes: UnsafeRawBufferPointer
    private var place = 0

    init(_ bytes: UnsafeRawBufferPointer.SubSequence) { self.bytes = UnsafeRawBufferPointer(rebasing: bytes) }

    private mutating func readNumber() -> UInt64? {
        var number: UInt64 = 0
        var shift: UInt64 = 0
        while place < bytes.count, shift < 64 {
            let byte = bytes[place]
            place += 1
            number |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return number }
            shift += 7
        }
        return nil
    }

    private mutating func readBytes() -> UnsafeBufferPointer<UInt8>? {
        guard let count = readNumber(), count <= bytes.count - place else { return nil }
        defer { place += Int(count) }
        return bytes.assumingMemoryBound(to: UInt8.self).extracting(place..<place + Int(count))
    }

    private mutating func readBits() -> UInt64? {
        guard bytes.count - place >= 8 else { return nil }
        defer { place += 8 }
        return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
    }

    mutating func readLabels() -> Labels? {
        guard let count = readNumber() else { return nil }
        var builder = LabelsBuilder()
        for _ in 0..<min(count, UInt64(bytes.count)) {
            guard let name = readBytes(), let value = readBytes() else { return nil }
            builder.set(name, value)
        }
        return place == bytes.count ? builder.labels() : nil
    }

    mutating func readSamples(_ last: inout [UInt64], _ body: (Int, Int64, Double) -> Void) -> Bool {
        guard let time = readNumber() else { return false }
        let common = SampleToken.signed(time)
        var series: Int64 = 0
        while place < bytes.count {
            guard let first = readNumber(), let kind = LogFormat.SampleKind(rawValue: first & 3) else {
                return false
            }
            series &+= SampleToken.signed(first >> 2)
            guard series >= 0, series < last.count else { return false }
            var timestamp = common
            switch kind {
            case .same: break
            case .whole:
                guard let number = readNumber(), let before = LogFormat.whole(last[Int(series)]) else {
                    return false
                }
                last[Int(series)] = Double(before &+ SampleToken.signed(number)).bitPattern
            case .value, .timed:
                if kind == .timed {
                    guard let shift = readNumber() else { return false }
                    timestamp &+= SampleToken.signed(shift)
                }
                guard let bits = readBits() else { return false }
                last[Int(series)] = bits
            }
            body(Int(series), timestamp, Double(bitPattern: last[Int(series)]))
        }
        return true
    }
}
