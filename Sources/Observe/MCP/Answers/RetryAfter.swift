internal import GoText

extension Duration {
    /// Seconds that a server asks to wait: nothing below zero, at most a day.
    init?(waiting seconds: Double) {
        guard seconds.isFinite, seconds >= 0 else { return nil }
        self = .seconds(min(seconds, 86_400))
    }

    /// The field `Retry-After`: seconds, or a date (RFC 9110, section 10.2.3).
    package init?(retryAfter text: String, now: Int64) {
        if text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }), let seconds = Double(text) {
            self.init(waiting: seconds)
        } else if let date = HTTPDate.seconds(text) {
            self.init(waiting: Double(max(0, date - now)))
        } else {
            return nil
        }
    }
}

/// Dates of HTTP: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, section 5.6.7; the two obsolete forms are not sent).
enum HTTPDate {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Seconds since the epoch.
    static func seconds(_ text: String) -> Int64? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", let month = months.firstIndex(of: String(parts[2])) else {
            return nil
        }
        let (day, year) = (parts[1], parts[3])
        guard day.count == 2, year.count == 4 else { return nil }
        let number = month + 1
        let rfc3339 = "\(year)-\(number < 10 ? "0" : "")\(number)-\(day)T\(parts[4])Z"
        return CivilTime.milliseconds(ofRFC3339: rfc3339).map { $0 / 1000 }
    }
}
