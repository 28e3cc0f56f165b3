internal import Digest

/// Who may do what in a demo: the clients' token and two keys of the admin channel.
///
/// Made anew for each demo; servers keep their digests only.
package struct DemoKeys: Sendable {
    package let token: String
    package let read: String
    package let admin: String
    private let digests: (token: String, read: String, admin: String)

    package init() {
        func key(_ name: String) -> String {
            var system = SystemRandomNumberGenerator()
            let digits = (0..<4).map { _ in String(UInt32.random(in: 0 ... .max, using: &system), radix: 36) }
            return "demo-\(name)-\(digits.joined())"
        }
        (token, read, admin) = (key("token"), key("read"), key("admin"))
        digests = (Self.digest(token), Self.digest(read), Self.digest(admin))
    }

    /// Who may read or change may call as well: one key is enough to try everything.
    func isToken(_ text: String) -> Bool {
        Self.isSame(Self.digest(text), digests.token) || role(of: text) != nil
    }

    func role(of key: String) -> AdminRole? {
        let digest = Self.digest(key)
        if Self.isSame(digest, digests.admin) { return .admin }
        return Self.isSame(digest, digests.read) ? .read : nil
    }

    private static func digest(_ text: String) -> String { SHA256.hexadecimal(text.utf8) }

    /// In the same time wherever they differ.
    private static func isSame(_ first: String, _ second: String) -> Bool {
        guard first.utf8.count == second.utf8.count else { return false }
        return zip(first.utf8, second.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
