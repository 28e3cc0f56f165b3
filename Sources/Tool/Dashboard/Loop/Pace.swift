/// When the next frame may be drawn, and when the feed may be asked again.
struct Pace: Sendable {
    private(set) var nextFrame = ContinuousClock.now
    private(set) var nextPicture = ContinuousClock.now
    /// Time is told in whole seconds.
    private(set) var nextTick = ContinuousClock.now.advanced(by: .seconds(1))

    /// Nobody reads faster.
    private static let frame = Duration.milliseconds(40)
    /// Servers are polled every second at most.
    private static let picture = Duration.milliseconds(500)

    mutating func drewFrame(in time: Duration) {
        nextFrame = .now.advanced(by: max(Self.frame, time * 4))
    }

    /// A large fleet, which takes long to look at, is looked at less often.
    mutating func tookPicture(in time: Duration) {
        nextPicture = .now.advanced(by: max(Self.picture, time * 20))
    }

    mutating func ticked() { nextTick = .now.advanced(by: .seconds(1)) }

    /// Frames wait until then.
    mutating func hold(for time: Duration) { nextFrame = .now.advanced(by: time) }
    mutating func release() { nextFrame = .now }
}
