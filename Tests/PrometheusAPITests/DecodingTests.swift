import GoText
import PromQL
import SampleStore
import TestSupport
import Testing

@testable import PrometheusAPI

/// The value of an answer's `data`, or what is wrong with it.
private func decoded(_ data: String) -> Result<QueryValue, AnswerFault> {
    var scanner = JSONScanner(Array(data.utf8))
    var histograms = 0
    do throws(AnswerFault) {
        let value = try scanner.queryValue(countingHistogramsIn: &histograms)
        try scanner.finish()
        return .success(value)
    } catch {
        return .failure(error)
    }
}

@Suite struct `Reading the answers of a server` {
    @Test func `takes samples of every kind of number`() throws {
        let texts = ["1", "-0.5", "1e+300", "NaN", "+Inf", "-Inf", "Inf", "4.9e-324"]
        let samples = texts.map { #"{"metric":{"v":"\#($0)"},"value":[1435781430.781,"\#($0)"]}"# }
        let answer = decoded(#"{"resultType":"vector","result":[\#(samples.joined(separator: ","))]}"#)
        guard case .vector(let vector) = try answer.get() else { return #expect(Bool(false)) }
        #expect(vector.map { GoText.number($0.value) }.count == texts.count)
        for (sample, text) in zip(vector, texts) {
            #expect(sample.timestamp == 1_435_781_430_781)
            let expected = try #require(GoText.parseNumber(text))
            #expect(sample.value == expected || sample.value.isNaN && expected.isNaN)
        }
    }

    @Test func `takes the result before its type, and members it does not know`() throws {
        let answer = decoded(
            #"{"result":[{"values":[[1,"2"],[1.5,"3"]],"metric":{"a":"\u00e9\ud83d\ude00\n"},"x":[{}]}],"#
                + #""stats":{"a":[1,-2.5e3,true,null]},"resultType":"matrix"}"#
        )
        guard case .matrix(let matrix) = try answer.get() else { return #expect(Bool(false)) }
        #expect(matrix.first?.labels["a"] == "é😀\n")
        #expect(matrix.first?.samples.timestamps == [1000, 1500])
        #expect(matrix.first?.samples.values == [2, 3])
    }

    @Test func `counts native histograms and leaves them out`() throws {
        var scanner = JSONScanner(
            Array(
                (#"{"resultType":"vector","result":[{"metric":{},"histogram":[1,{"count":"3","sum":"1","#
                    + #""buckets":[[0,"1","2","3"]]}]},{"metric":{},"value":[1,"1"]}]}"#).utf8
            )
        )
        var histograms = 0
        guard case .vector(let vector) = try scanner.queryValue(countingHistogramsIn: &histograms) else {
            return #expect(Bool(false))
        }
        #expect(vector.count == 1)
        #expect(histograms == 1)
    }

    @Test(arguments: [
        ("", "`{` is expected"), ("{", "a string is expected"), ("{}", "resultType and result"),
        (#"{"resultType":"vector"}"#, "resultType and result"),
        (#"{"resultType":"tensor","result":[]}"#, "\"tensor\" is not known"),
        (#"{"resultType":"vector","result":[{"value":[1]}]}"#, "a time and a value"),
        (#"{"resultType":"vector","result":[{"value":[1,"x"]}]}"#, "no number"),
        (#"{"resultType":"vector","result":[{"value":[1,2]}]}"#, "a string is expected"),
        (#"{"resultType":"vector","result":[{"value":["1","2"]}]}"#, "a number is expected"),
        (#"{"resultType":"vector","result":[{"value":[1e300,"2"]}]}"#, "a number is expected"),
        (#"{"resultType":"vector","result":[{"value":[1,"1","1"]}]}"#, "`]` is expected"),
        (#"{"resultType":"scalar","result":[1,"1"]} x"#, "text follows"),
        (#"{"resultType":"vector","result":[{"metric":{"a":"\ud83"}}]}"#, "four hexadecimal digits"),
        (#"{"resultType":"vector","result":[{"metric":{"a":"\q"}}]}"#, "no JSON escape"),
        (#"{"resultType":"vector","result":[{"metric":{"a":"b"#, "the end of a string"),
    ])
    func `says what is wrong with an answer and where`(_ data: String, _ part: String) {
        guard case .failure(let fault) = decoded(data) else { return #expect(Bool(false), "\(data)") }
        let message = fault.message.replacing("it ends where ", with: "")
        #expect(message.contains(part) || fault.message.contains(part), "\(fault.message)")
        #expect(0...data.utf8.count ~= fault.offset)
    }

    @Test func `does not follow brackets into the ground`() {
        let deep = #"{"x":"# + String(repeating: "[", count: 100_000)
        guard case .failure(let fault) = decoded(deep) else { return #expect(Bool(false)) }
        #expect(fault.message.contains("nested"))
    }

    @Test func `survives every answer with a byte changed or cut off`() {
        let good = Array(
            (#"{"result":[{"metric":{"a":"\u00e9\n","b":"c"},"values":[[1.5,"2"],[2,"NaN"]],"histograms":[]}],"#
                + #""resultType":"matrix"}"#).utf8
        )
        var random = SeededGenerator(seed: 7)
        for _ in 0..<20_000 {
            var bytes = good
            switch random.next() % 3 {
            case 0: bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
            case 1:
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
                    in: 0...255,
                    using: &random
                )
            default:
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes.insert(random.pick(Array("{}[]\",:\\0e-".utf8)), at: place)
            }
            var scanner = JSONScanner(bytes)
            var histograms = 0
            _ = try? scanner.queryValue(countingHistogramsIn: &histograms)
            #expect(scanner.offset <= bytes.count)
        }
    }
}
