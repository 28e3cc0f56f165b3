internal import Arguments
internal import Commands

@main
enum Main {
    static func main() async {
        let environment = processEnvironment()
        let console = Console.standard(environment: environment)
        let status = await program.run(
            words: Array(CommandLine.arguments.dropFirst()),
            environment: environment,
            streams: console.streams,
            report: console.report
        )
        console.finish(status)
    }
}
