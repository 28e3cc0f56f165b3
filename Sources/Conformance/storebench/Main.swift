/// Measures the store: `storebench [SERIES] [SAMPLES]`, and with `--folder FOLDER` before them its log too.
@main
enum Main {
    static func main() throws {
        let words = CommandLine.arguments.dropFirst()
        if words.first == "record", let folder = words.dropFirst().first {
            return try Recorder(folder: folder).run()
        }
        let folder = words.first == "--folder" ? words.dropFirst().first : nil
        let numbers = words.compactMap { Int($0) }
        let series = numbers.first ?? 100_000
        let samples = numbers.dropFirst().first ?? 240
        let bench = StoreBench(seriesCount: series, sampleCount: samples)
        try bench.run()
        if let folder { try bench.runOnDisk(folder) }
    }
}
