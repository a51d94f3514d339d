import ArgumentParser
import PlimsollAPI
import PlimsollCatalog
import PlimsollJSON

struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Read a model that the catalog lacks from its files.",
        discussion: """
            Takes a .gguf or .safetensors file, of which the header alone is read, a config.json, \
            or a folder with a config.json. catalog_entry of the answer, given an id, is the \
            catalog's file of the model.
            """
    )

    @OptionGroup var output: OutputOptions

    @Argument(help: "The file or folder.")
    var path: String

    func run() throws {
        let model: InspectedModel
        do throws(ModelFileError) {
            model = try InspectedModel(path: path)
        } catch {
            try Failure.report(APIError(error))
        }
        var writer = output.writer()
        Service.write(model, to: &writer)
        try output.print(writer)
    }
}
