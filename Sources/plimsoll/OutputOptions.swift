import ArgumentParser
import Foundation
import PlimsollAPI
import PlimsollJSON

/// How a command prints its answer.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print the service's JSON instead of a text.")
    var json = false

    @Flag(help: "Print a table as comma-separated values.")
    var csv = false

    func validate() throws {
        if json, csv { throw ValidationError("--json and --csv exclude each other") }
    }

    /// Where JSON is written to, laid out for people.
    func writer() -> JSONWriter { JSONWriter(.indented) }

    /// Prints what was written.
    ///
    /// - Throws: `ValidationError` where a table is wanted of an answer that is none.
    func print(_ writer: borrowing JSONWriter) throws {
        if json {
            Swift.print(writer.text)
            return
        }
        let limits = JSONLimits(bytes: 256 << 20, nodes: 16_000_000)
        guard let answer = try? JSONDocument(parsing: writer.bytes, limits: limits).root else {
            Swift.print(writer.text)
            return
        }
        guard csv else {
            Swift.print(AnswerText.render(answer, style: Terminal.style), terminator: "")
            return
        }
        guard let table = AnswerTable(answer) else {
            throw ValidationError("this answer is no table; leave --csv out, or take --json")
        }
        FileHandle.standardOutput.write(Data(table.csv))
    }
}

/// What standard output and standard error are connected to.
enum Terminal {
    /// Colours on a terminal only, and not where NO_COLOR asks for none (no-color.org).
    static var style: TextStyle {
        isTerminal(STDOUT_FILENO) && wantsColours ? .coloured : .plain
    }

    /// Whether a descriptor is a terminal.
    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    private static var wantsColours: Bool {
        let environment = ProcessInfo.processInfo.environment
        return environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
    }
}
