import ArgumentParser
import FoundationEssentials
import Glibc
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
        guard let answer = try? JSONDocument(parsing: writer.bytes, limits: Self.limits).root else {
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
        StandardStream.output.write(table.csv)
    }

    /// Prints JSON that was written for programs, laid out for people.
    func print(json: [UInt8]) throws {
        var writer = writer()
        writer.value(try JSONDocument(parsing: json, limits: Self.limits).root)
        Swift.print(writer.text)
    }

    /// The largest sweep has ten thousand answers.
    private static let limits = JSONLimits(bytes: 1 << 30, nodes: 64_000_000)
}

/// What standard output and standard error are connected to.
enum Terminal {
    /// Colours on a terminal only, and not where NO_COLOR asks for none (no-color.org).
    static var style: TextStyle {
        isTerminal(STDOUT_FILENO) && wantsColours ? .coloured : .plain
    }

    /// Whether a descriptor is a terminal.
    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// Whether a descriptor leads to another program.
    static func isPipe(_ descriptor: Int32) -> Bool {
        !isTerminal(descriptor) && lseek(descriptor, 0, SEEK_CUR) == -1
    }

    private static var wantsColours: Bool {
        let environment = ProcessInfo.processInfo.environment
        return environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
    }
}
