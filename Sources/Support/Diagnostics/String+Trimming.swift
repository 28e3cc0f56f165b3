extension StringProtocol where SubSequence == Substring {
    /// Without the blanks at its start.
    package var trimmedStart: Substring { drop(while: \.isWhitespace) }

    /// Without the blanks at its end.
    package var trimmedEnd: Substring {
        var end = endIndex
        while end > startIndex, self[index(before: end)].isWhitespace { end = index(before: end) }
        return self[startIndex..<end]
    }

    package var trimmed: Substring { trimmedStart.trimmedEnd }
}
