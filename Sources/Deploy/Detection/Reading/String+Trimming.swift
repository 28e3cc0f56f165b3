extension StringProtocol where SubSequence == Substring {
    /// Without the blanks at its start.
    var trimmedStart: Substring { drop(while: \.isWhitespace) }

    /// Without the blanks at its end.
    var trimmedEnd: Substring {
        var end = endIndex
        while end > startIndex, self[index(before: end)].isWhitespace { end = index(before: end) }
        return self[startIndex..<end]
    }

    var trimmed: Substring { trimmedStart.trimmedEnd }
}
