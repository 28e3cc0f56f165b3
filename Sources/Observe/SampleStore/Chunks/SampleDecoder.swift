/// Reads the samples of a block from the first on.
struct SampleDecoder {
    private(set) var timestamp: Int64
    private var delta: Int64 = 0
    private var bits: UInt64
    private var whole: Int64
    private var step: Int64 = 0
    private var place: UnsafePointer<UInt8>
    private let end: UnsafePointer<UInt8>
    private let scale: ValueScale
    private let divisor: Double
    /// Samples that are still to come.
    private var remaining: Int
    /// Repetitions before the next token.
    private var run = 0

    /// `count` and `used` as the block published them.
    init(_ block: SampleBlock, count: Int, used: Int) {
        timestamp = block.firstTimestamp
        bits = block.header.pointee.firstValue
        scale = block.header.pointee.scale
        let isWhole = scale != .bytes
        divisor = isWhole ? scale.divisor : 1
        whole = isWhole ? scale.whole(Double(bitPattern: bits)) ?? 0 : 0
        place = UnsafePointer(block.payload)
        end = place + used
        remaining = count
    }

    /// Writes all samples to the columns, which have room for `count`.
    mutating func decode(
        _ timestamps: UnsafeMutablePointer<Int64>,
        _ values: UnsafeMutablePointer<Double>
    ) {
        guard remaining > 0 else { return }
        timestamps[0] = timestamp
        values[0] = Double(bitPattern: bits)
        if scale == .bytes {
            for index in 1..<max(remaining, 1) {
                values[index] = nextOfBytes()
                timestamps[index] = timestamp
            }
        } else if scale.rawValue == 0 {
            for index in 1..<max(remaining, 1) {
                values[index] = nextOfWholes(isScaled: false)
                timestamps[index] = timestamp
            }
        } else {
            for index in 1..<max(remaining, 1) {
                values[index] = nextOfWholes(isScaled: true)
                timestamps[index] = timestamp
            }
        }
        remaining = 0
    }

    /// The last sample that is not later than `through`; the first one must not be.
    mutating func last(through: Int64) -> PointSample {
        var found = PointSample(timestamp: timestamp, value: Double(bitPattern: bits))
        while remaining > 1 {
            remaining -= 1
            let value = scale == .bytes ? nextOfBytes() : nextOfWholes(isScaled: scale.rawValue != 0)
            guard timestamp <= through else { break }
            found = PointSample(timestamp: timestamp, value: value)
        }
        return found
    }

    @inline(__always)
    private mutating func nextOfWholes(isScaled: Bool) -> Double {
        if run > 0 || place == end {
            run = max(run - 1, 0)
            return advanced(by: 0, isScaled)
        }
        let token = place[0]
        place += 1
        if token < SampleToken.twoBytes { return advanced(by: UInt64(token), isScaled) }
        if token < SampleToken.threeBytes {
            return advanced(by: UInt64(token & 0x3F) &<< 8 | readNumber(1), isScaled)
        }
        if token < SampleToken.irregular {
            return advanced(by: UInt64(token & 0x1F) &<< 16 | readNumber(2), isScaled)
        }
        return special(token, isScaled)
    }

    @inline(never)
    private mutating func special(_ token: UInt8, _ isScaled: Bool) -> Double {
        switch token {
        case SampleToken.run:
            run = Int(place[0]) + 1
            place += 1
            return advanced(by: 0, isScaled)
        case SampleToken.raw, SampleToken.irregularRaw, SampleToken.stale, SampleToken.irregularStale:
            return readWhole(token)
        case SampleToken.long..<SampleToken.raw:
            return advanced(by: readNumber(Int(token - SampleToken.long) + 4), isScaled)
        default:
            readTime()
            return advanced(by: readNumber(Int(token - SampleToken.irregular)), isScaled)
        }
    }

    /// The value whose second difference is this number.
    @inline(__always)
    private mutating func advanced(by number: UInt64, _ isScaled: Bool) -> Double {
        timestamp &+= delta
        step &+= SampleToken.signed(number)
        whole &+= step
        return isScaled ? Double(whole) / divisor : Double(whole)
    }

    private mutating func nextOfBytes() -> Double {
        if run > 0 || place == end {
            run = max(run - 1, 0)
            timestamp &+= delta
            return Double(bitPattern: bits)
        }
        let token = place[0]
        place += 1
        switch token {
        case SampleToken.same: timestamp &+= delta
        case SampleToken.run:
            run = Int(place[0]) + 1
            place += 1
            timestamp &+= delta
        case SampleToken.stale, SampleToken.irregularStale: return readWhole(token)
        case SampleToken.irregularSame:
            readTime()
            timestamp &+= delta
        case SampleToken.changed..<SampleToken.irregularChanged:
            timestamp &+= delta
            readChange(token - SampleToken.changed)
        default:
            readTime()
            timestamp &+= delta
            readChange(token - SampleToken.irregularChanged)
        }
        return Double(bitPattern: bits)
    }

    private mutating func readChange(_ places: UInt8) {
        bits ^= readNumber(Int(places & 7) + 1) &<< (UInt64(places >> 3) * 8)
    }

    private mutating func readWhole(_ token: UInt8) -> Double {
        if token == SampleToken.irregularRaw || token == SampleToken.irregularStale { readTime() }
        timestamp &+= delta
        if token == SampleToken.stale || token == SampleToken.irregularStale { return StaleMarker.value }
        return Double(bitPattern: readNumber(8))
    }

    private mutating func readTime() {
        var number: UInt64 = 0
        var shift: UInt64 = 0
        var byte: UInt8
        repeat {
            byte = place[0]
            place += 1
            number |= UInt64(byte & 0x7F) &<< shift
            shift &+= 7
        } while byte >= 0x80
        delta &+= SampleToken.signed(number)
    }

    @inline(__always)
    private mutating func readNumber(_ size: Int) -> UInt64 {
        var number: UInt64 = 0
        for index in 0..<size { number |= UInt64(place[index]) &<< UInt64(index &* 8) }
        place += size
        return number
    }
}
