/// Measures the store: `storebench [SERIES] [SAMPLES]`.
@main
enum Main {
    static func main() throws {
        let words = CommandLine.arguments.dropFirst()
        if words.first == "record", let folder = words.dropFirst().first {
            return try Recorder(folder: folder).run()
        }
        let numbers = words.compactMap { Int($0) }
        let series = numbers.first ?? 100_000
        let samples = numbers.dropFirst().first ?? 240
        try StoreBench(seriesCount: series, sampleCount: samples).run()
    }
}
