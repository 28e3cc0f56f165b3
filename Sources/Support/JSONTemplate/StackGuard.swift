import Glibc

/// Says when the stack of this thread is nearly used up, so that deep recursion ends in an error and not a crash.
///
/// Limits on depth alone cannot promise that: frames of a debug build are ten times those of a release build, and
/// threads have stacks of 8 MB or of 512 KB. Made where recursion starts, and used on that thread only.
final class StackGuard {
    /// Bytes left for what recurses without asking, such as printing and releasing a value.
    private static let reserve = 160 << 10
    /// Bytes that every thread is taken to have: only beyond them is the system asked, which takes a while.
    private static let given = 96 << 10

    private let start: Int
    private lazy var lowest = Self.lowestAddress()

    init() { start = Self.here() }

    var isExhausted: Bool {
        let here = Self.here()
        guard start - here > Self.given else { return false }
        return here - lowest < Self.reserve
    }

    /// The address of the current frame, about.
    @inline(never)
    private static func here() -> Int {
        var mark: UInt8 = 0
        return withUnsafePointer(to: &mark) { Int(bitPattern: $0) }
    }

    /// Where the stack ends: it grows towards lower addresses.
    private static func lowestAddress() -> Int {
        var attributes = pthread_attr_t()
        guard pthread_getattr_np(pthread_self(), &attributes) == 0 else { return 0 }
        defer { pthread_attr_destroy(&attributes) }
        var address: UnsafeMutableRawPointer?
        var size = 0
        guard pthread_attr_getstack(&attributes, &address, &size) == 0 else { return 0 }
        return Int(bitPattern: address)
    }
}

/// The GNU C library has the function (since 2.2.3), but Swift's module of it leaves it out.
@_silgen_name("pthread_getattr_np")
private func pthread_getattr_np(_ thread: pthread_t, _ attributes: UnsafeMutablePointer<pthread_attr_t>)
    -> CInt
