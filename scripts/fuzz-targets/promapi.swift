import PromQL
import PrometheusAPI
import SampleStore

/// Whatever a server sends as an answer: a value, or a place where it is wrong.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzAnswer(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let body = Array(UnsafeBufferPointer(start: start, count: count))
    do throws(AnswerFault) {
        switch try RemoteAnswer(body: body).value {
        case .scalar, .string: break
        case .vector(let samples): for sample in samples { _ = sample.labels.description }
        case .matrix(let series):
            for series in series where series.samples.timestamps.count != series.samples.values.count {
                fatalError("columns of different length")
            }
        }
    } catch {
        guard 0...count ~= error.offset, !error.message.isEmpty else { fatalError("no place: \(error)") }
    }
    return 0
}
