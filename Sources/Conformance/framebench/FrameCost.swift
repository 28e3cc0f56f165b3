internal import Dashboard
internal import TerminalUI

/// What frames of a fleet of that size cost on a terminal of that size.
///
/// Times are medians; bytes those of the first frame, and the mean of the later ones.
struct FrameCost {
    private let servers: Int
    private let size: Size
    private var takingOver: [Double] = []
    private var drawing: [Double] = []
    private var encoding: [Double] = []
    private var bytes: [Int] = []

    private static let frames = 60

    init(servers: Int, size: Size) {
        (self.servers, self.size) = (servers, size)
        var time: Int64 = 1_795_262_400_000
        var fleet = SampleFleet(servers: servers, at: time)
        var model = DashboardModel(title: "mcpctl status", snapshot: fleet.snapshot, size: size, now: time)
        var encoder = FrameEncoder(theme: Theme(.dark, .indexed256))
        for frame in 0..<Self.frames {
            time += 2000
            fleet.advance(to: time)
            takingOver.append(Self.milliseconds { model.update(.picture(fleet.snapshot, fleet.alerts)) })
            model.update(.tick(time + 300))
            // Somebody walks through the rows.
            if frame % 4 == 3 { model.update(.key(.down)) }
            var screen = Screen(size)
            drawing.append(Self.milliseconds { screen = model.screen() })
            encoding.append(Self.milliseconds { bytes.append(encoder.encode(screen).count) })
        }
    }

    private static func milliseconds(_ work: () -> Void) -> Double {
        let (seconds, fraction) = ContinuousClock().measure(work).components
        return Double(seconds) * 1000 + Double(fraction) * 1e-15
    }

    var line: String {
        func median(_ times: [Double]) -> String {
            let value = times.sorted()[times.count / 2]
            return padded("\((value * 1000).rounded() / 1000) ms", 10)
        }
        let later = bytes.dropFirst().reduce(0, +) / max(bytes.count - 1, 1)
        return padded("\(servers)", 7) + padded("\(size.columns)x\(size.rows)", 8) + median(takingOver)
            + "      " + median(drawing) + median(encoding) + padded("\(bytes[0]) bytes", 14)
            + padded("\(later) bytes", 14)
    }

    private func padded(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(width - text.count, 1)) + text
    }
}
