internal import GoText

/// What a server showed of itself over TLS (RFC 5280); words of the server, to be shown with care.
package struct PeerCertificate: Sendable, Hashable {
    /// Such as `CN = api.example.com`.
    package var subject = ""
    package var issuer = ""
    /// The names it is for: `DNS:…`, `IP Address:…`.
    package var names: [String] = []
    /// Seconds since 1970.
    package var notBefore: Int?
    package var notAfter: Int?
    /// The subjects of the authorities that came along, the nearest first.
    package var chain: [String] = []

    package init() {}

    /// From what libcurl says of each certificate (`CURLINFO_CERTINFO`): lines `Name:value`, the server's own first.
    init(described certificates: [[String]]) {
        func value(_ name: String, of lines: [String]) -> String? {
            lines.first { $0.hasPrefix(name + ":") }.map { String($0.dropFirst(name.count + 1)) }
        }
        guard let own = certificates.first else { return }
        subject = value("Subject", of: own) ?? ""
        issuer = value("Issuer", of: own) ?? ""
        names = (value("X509v3 Subject Alternative Name", of: own) ?? "").split(separator: ",")
            .map { String($0.drop { $0 == " " }) }
        notBefore = value("Start date", of: own).flatMap(Self.seconds)
        notAfter = value("Expire date", of: own).flatMap(Self.seconds)
        chain = certificates.dropFirst().map { value("Subject", of: $0) ?? "" }
    }

    /// Of `Nov 21 18:53:09 2026 GMT`, as OpenSSL writes it, or `2026-11-21 18:53:09 GMT`, as others do.
    static func seconds(of text: String) -> Int? {
        let words = text.split(separator: " ")
        let date: String
        let time: Substring
        if words.count == 3, words[2] == "GMT" {
            (date, time) = (String(words[0]), words[1])
        } else if words.count == 5, words[4] == "GMT",
            let month = [
                "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
            ].firstIndex(of: words[0]).map({ $0 + 1 })
        {
            func padded(_ text: some StringProtocol) -> String { text.count < 2 ? "0\(text)" : String(text) }
            (date, time) = ("\(words[3])-\(padded("\(month)"))-\(padded(words[1]))", words[2])
        } else {
            return nil
        }
        return CivilTime.milliseconds(ofRFC3339: "\(date)T\(time)Z").map { Int($0 / 1000) }
    }
}
