internal import Diagnostics

extension DockerfileCheck {
    /// A signal that no program can act upon: requests under way are cut off at every stop.
    static let stopSignal = DockerfileCheck("stop-signal") { checked in
        guard let (signal, place) = checked.final?.last(\.stopSignal) else { return [] }
        let name = signal.uppercased()
        guard ["9", "19", "KILL", "STOP"].contains(name.hasPrefix("SIG") ? String(name.dropFirst(3)) : name)
        else { return [] }
        return [
            .error(
                "STOPSIGNAL \(signal) leaves the server no time to end its requests",
                at: place,
                hint: "STOPSIGNAL SIGTERM"
            )
        ]
    }
}
