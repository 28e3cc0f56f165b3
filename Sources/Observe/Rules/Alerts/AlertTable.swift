internal import SampleStore

/// The alerts of one rule, and how they come, fire and go: Prometheus' `AlertingRule.Eval`.
struct AlertTable: Sendable {
    /// How long an alert is kept after it was resolved, in milliseconds.
    static let resolvedRetention: Int64 = 15 * 60 * 1000

    /// Why an evaluation has no result, in Prometheus' words.
    enum Failure: Error, Hashable {
        case repeatedLabels
        case overLimit(limit: Int, count: Int)

        var message: String {
            switch self {
            case .repeatedLabels:
                "vector contains metrics with the same labelset after applying alert labels"
            case .overLimit(let limit, let count): "exceeded limit of \(limit) with \(count) alerts"
            }
        }
    }

    /// A label set that an alert has or had, and the series it is written to.
    private struct Slot {
        let labels: Labels
        var alert: ActiveAlert?
        /// The number of the evaluation in which the condition held last.
        var seen = 0
        var series = Series()
    }

    struct Series: Sendable {
        fileprivate(set) var pending: Labels?
        fileprivate(set) var firing: Labels?
        fileprivate(set) var forState: Labels?
    }

    /// A sample of the condition's answer.
    private struct Present {
        let slot: Int
        let sampleLabels: Labels
        let value: Double
        let queried: [String: String]
    }

    let rule: AlertingRule
    private var slots: [Slot] = []
    private var places: [Labels: Int] = [:]
    private var present: [Present] = []
    private var evaluation = 0

    init(_ rule: AlertingRule) { self.rule = rule }

    // MARK: One evaluation

    /// The place of a label set; it stays good until ``forget()``.
    mutating func slot(for labels: Labels) -> Int {
        if let place = places[labels] { return place }
        places[labels] = slots.count
        slots.append(Slot(labels: labels))
        return slots.count - 1
    }

    mutating func begin() {
        evaluation += 1
        present.removeAll(keepingCapacity: true)
    }

    /// The condition holds for a sample.
    mutating func hold(
        _ slot: Int,
        _ sampleLabels: Labels,
        _ value: Double,
        queried: [String: String] = [:]
    ) throws(Failure) {
        guard slots[slot].seen != evaluation else { throw .repeatedLabels }
        slots[slot].seen = evaluation
        present.append(Present(slot: slot, sampleLabels: sampleLabels, value: value, queried: queried))
    }

    /// Moves all alerts on.
    ///
    /// Over the limit all alerts are lost.
    mutating func finish(at time: Int64, limit: Int = 0) throws(Failure) {
        for sample in present { update(sample, at: time) }
        var active = 0
        for index in slots.indices where slots[index].alert != nil {
            if advance(&slots[index], at: time) { active += 1 }
        }
        guard limit == 0 || active <= limit else {
            for index in slots.indices { slots[index].alert = nil }
            throw .overLimit(limit: limit, count: active)
        }
    }

    private mutating func update(_ sample: Present, at time: Int64) {
        guard var alert = slots[sample.slot].alert, alert.isActive else {
            var alert = ActiveAlert(
                labels: slots[sample.slot].labels,
                sampleLabels: sample.sampleLabels,
                value: sample.value,
                at: time
            )
            alert.queried = sample.queried
            slots[sample.slot].alert = alert
            return
        }
        alert.value = sample.value
        alert.sampleLabels = sample.sampleLabels
        alert.evaluatedAt = time
        alert.queried = sample.queried
        slots[sample.slot].alert = alert
    }

    /// Moves one alert on; tells whether it is pending or firing afterwards.
    private func advance(_ slot: inout Slot, at time: Int64) -> Bool {
        guard var alert = slot.alert else { return false }
        let isPresent = slot.seen == evaluation
        if isPresent {
            alert.keepFiringSince = nil
        } else {
            let isOver = alert.resolvedAt.map { time - $0 > Self.resolvedRetention } ?? false
            if alert.state == .pending || isOver {
                slot.alert = nil
                return false
            }
            guard keepsFiring(&alert, at: time) else {
                if alert.state == .firing { (alert.state, alert.resolvedAt) = (.inactive, time) }
                slot.alert = alert
                return false
            }
        }
        if alert.state == .pending, time - alert.activeAt >= rule.hold {
            (alert.state, alert.firedAt) = (.firing, time)
        }
        slot.alert = alert
        return true
    }

    private func keepsFiring(_ alert: inout ActiveAlert, at time: Int64) -> Bool {
        guard alert.state == .firing, rule.keepFiringFor > 0 else { return false }
        let since = alert.keepFiringSince ?? time
        alert.keepFiringSince = since
        return time - since < rule.keepFiringFor
    }
}

// MARK: What there is

extension AlertTable {
    /// All alerts, those among them that are resolved and still kept.
    var alerts: [ActiveAlert] { slots.compactMap(\.alert) }

    /// Calls with the slot and the alert of everything that is pending or firing.
    func forEachActive(_ body: (Int, ActiveAlert) -> Void) {
        for (index, slot) in slots.enumerated() {
            guard let alert = slot.alert, alert.isActive else { continue }
            body(index, alert)
        }
    }

    /// The label sets that alerts have or had.
    var knownLabels: [Labels] { slots.map(\.labels) }

    /// The series `ALERTS` of a slot in a state.
    mutating func alertsSeries(_ slot: Int, _ state: ActiveAlert.State) -> Labels {
        let known = state == .firing ? slots[slot].series.firing : slots[slot].series.pending
        if let known { return known }
        let labels = rule.seriesLabels("ALERTS", of: slots[slot].labels, state: state)
        if state == .firing {
            slots[slot].series.firing = labels
        } else {
            slots[slot].series.pending = labels
        }
        return labels
    }

    /// The series `ALERTS_FOR_STATE` of a slot.
    mutating func forStateSeries(_ slot: Int) -> Labels {
        if let known = slots[slot].series.forState { return known }
        let labels = rule.seriesLabels("ALERTS_FOR_STATE", of: slots[slot].labels, state: nil)
        slots[slot].series.forState = labels
        return labels
    }

    /// Gives up the memory of label sets that have no alert, when they are many; tells whether slots moved.
    mutating func forget() -> Bool {
        guard slots.count > 64, slots.count(where: { $0.alert != nil }) * 2 < slots.count else {
            return false
        }
        slots.removeAll { $0.alert == nil }
        places = [:]
        for (index, slot) in slots.enumerated() { places[slot.labels] = index }
        return true
    }

    /// Puts an alert where it was, as after a restart.
    mutating func restore(_ alert: ActiveAlert) {
        slots[slot(for: alert.labels)].alert = alert
    }

    /// Changes since when the condition of an alert holds.
    mutating func setActiveAt(_ time: Int64, slot: Int) { slots[slot].alert?.activeAt = time }
}
