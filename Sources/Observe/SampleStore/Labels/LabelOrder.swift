/// The order of label sets in answers: as Prometheus' `labels.Compare`.
///
/// The first difference decides, name before value; a set that ends first comes first.
extension Labels: Comparable {
    package static func < (first: Labels, second: Labels) -> Bool {
        if first.storage === second.storage, first.hidesName == second.hidesName { return false }
        return first.storage.withUnsafeMutablePointers { header, bytes in
            second.storage.withUnsafeMutablePointers { otherHeader, otherBytes in
                var left = OrderedLabels(header.pointee, bytes, hidesName: first.hidesName)
                var right = OrderedLabels(otherHeader.pointee, otherBytes, hidesName: second.hidesName)
                while let (leftName, leftValue) = left.next() {
                    guard let (rightName, rightValue) = right.next() else { return false }
                    var order = byteOrder(leftName, rightName)
                    if order == 0 { order = byteOrder(leftValue, rightValue) }
                    if order != 0 { return order < 0 }
                }
                return right.next() != nil
            }
        }
    }
}

/// Walks the labels of one set in order, the metric name in its place.
private struct OrderedLabels {
    private var cursor: LabelCursor
    private let end: UnsafePointer<UInt8>
    private let namePlace: UnsafePointer<UInt8>
    private var name: UnsafeBufferPointer<UInt8>

    init(_ header: LabelHeader, _ bytes: UnsafeMutablePointer<UInt8>, hidesName: Bool) {
        name = UnsafeBufferPointer(start: bytes, count: hidesName ? 0 : Int(header.nameCount))
        cursor = LabelCursor(bytes + Int(header.nameCount))
        end = cursor.position + Int(header.restCount)
        namePlace = cursor.position + Int(header.namePlace)
    }

    mutating func next() -> (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>)? {
        if cursor.position == namePlace, !name.isEmpty {
            defer { name = UnsafeBufferPointer(start: nil, count: 0) }
            return (MetricName.buffer, name)
        }
        guard cursor.position < end else { return nil }
        let label = cursor.next()
        return (label, cursor.next())
    }
}
