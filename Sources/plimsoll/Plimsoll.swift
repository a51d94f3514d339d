import ArgumentParser

@main
struct Plimsoll: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plimsoll",
        abstract: "Will this model fit, on which GPUs, how fast, and for how much?"
    )
}
