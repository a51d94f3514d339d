public import ArgumentParser
import PlimsollAPI
import PlimsollJSON

struct CompletionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions",
        abstract: "Print the completions of a shell.",
        discussion: """
            bash:  plimsoll completions bash > /etc/bash_completion.d/plimsoll
            zsh:   plimsoll completions zsh > "${fpath[1]}/_plimsoll"
            fish:  plimsoll completions fish > ~/.config/fish/completions/plimsoll.fish
            """
    )

    @Argument(help: "bash, zsh or fish.")
    var shell: CompletionShell

    func run() throws { print(Plimsoll.completionScript(for: shell)) }
}

extension CompletionShell: @retroactive ExpressibleByArgument {
    /// A shell by its name.
    public init?(argument: String) {
        guard let shell = CompletionShell.allCases.first(where: { $0.rawValue == argument }) else {
            return nil
        }
        self = shell
    }
}

struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual",
        abstract: "Print the manual page.",
        discussion: "To read it: plimsoll manual | man -l -"
    )

    func run() throws {
        guard let page = ManualPage(help: Plimsoll._dumpHelp()) else { throw ExitCode.failure }
        print(page.text, terminator: "")
    }
}

/// The manual page in the man macros, made from what `--help` knows.
struct ManualPage {
    private let command: JSONValue
    private(set) var text = ""

    /// Reads the help as the argument parser gives it.
    init?(help: String) {
        guard let command = try? JSONDocument(parsing: Array(help.utf8)).root["command"] else {
            return nil
        }
        self.command = command
        write()
    }

    private mutating func write() {
        let abstract = command["abstract"]?.string ?? ""
        text += ".TH PLIMSOLL 1 \"\" \"plimsoll \(Service.version)\" \"User Commands\"\n"
        text += ".SH NAME\nplimsoll \\- \(Self.escaped(abstract))\n"
        text += ".SH SYNOPSIS\n.B plimsoll\n.I command\n[\\fIoption\\fR ...]\n"
        text += ".SH COMMANDS\n"
        for child in Self.elements(command["subcommands"]) { write(child, path: "plimsoll") }
        text += """
            .SH ENVIRONMENT
            .TP
            .B NO_COLOR
            Anything but an empty text: no colours, also on a terminal.
            .SH EXIT STATUS
            0: answered. 1: refused, with the reason on standard error. 64: wrong options.
            .SH SEE ALSO
            The console and the API reference that
            .B plimsoll serve
            shows at / and /docs.

            """
    }

    private mutating func write(_ command: JSONValue, path: String) {
        let name = command["commandName"]?.string ?? ""
        guard name != "help", command["shouldDisplay"]?.bool != false else { return }
        let path = "\(path) \(name)"
        let children = Self.elements(command["subcommands"])
        guard children.isEmpty else {
            for child in children { write(child, path: path) }
            return
        }
        text += ".SS \(Self.escaped(path))\n\(Self.escaped(command["abstract"]?.string ?? ""))\n"
        if let discussion = command["discussion"]?.string, !discussion.isEmpty {
            text += ".P\n.nf\n\(Self.escaped(discussion))\n.fi\n"
        }
        for argument in Self.elements(command["arguments"]) { writeOption(argument) }
    }

    private mutating func writeOption(_ argument: JSONValue) {
        guard argument["shouldDisplay"]?.bool != false else { return }
        let names = Self.elements(argument["names"]).compactMap { name in
            name["name"]?.string.map { name["kind"]?.string == "short" ? "-\($0)" : "--\($0)" }
        }
        let value = argument["valueName"]?.string ?? ""
        text += ".TP\n"
        switch argument["kind"]?.string {
        case "flag": text += ".B \(Self.escaped(names.joined(separator: ", ")))\n"
        case "option":
            text += ".BI \"\(Self.escaped(names.joined(separator: ", "))) \" \(value)\n"
        default: text += ".I \(value)\n"
        }
        var sentence = argument["abstract"]?.string ?? ""
        if let initial = argument["defaultValue"]?.string { sentence += " Default: \(initial)." }
        text += Self.escaped(sentence) + "\n"
    }

    private static func elements(_ list: JSONValue?) -> [JSONValue] {
        list.map { Array($0.elements) } ?? []
    }

    /// Backslashes, hyphens and leading dots mean something to the macros.
    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
            .split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix(".") || $0.hasPrefix("'") ? "\\&" + $0 : String($0) }
            .joined(separator: "\n")
    }
}
