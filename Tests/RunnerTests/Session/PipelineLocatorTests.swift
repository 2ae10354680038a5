import FoundationEssentials
import Pipelines
import Runner
import Testing

/// Which file is read, or why none is.
private struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    var files: [String] = []
    var directories: [String] = []
    var argument: String?
    var variable: String?
    /// The path of the file that is found.
    var path: String?
    /// What is said when none is.
    var failure: String?

    var testDescription: String { name }
}

private let cases: [Case] = [
    Case(name: "nothing", failure: "there is no pipeline file here: no shipit.yaml, and none in pipelines/"),
    Case(name: "shipit.yaml", files: ["shipit.yaml", "shipit.yml", "pipelines/a.yaml"], path: "shipit.yaml"),
    Case(name: "shipit.yml", files: ["shipit.yml"], path: "shipit.yml"),
    Case(name: "the only one", files: ["pipelines/a.json", "pipelines/notes.md"], path: "pipelines/a.json"),
    Case(
        name: "several",
        files: ["pipelines/b.yml", "pipelines/a.yaml"],
        failure: "there are several pipeline files in pipelines/: a.yaml, b.yml"
    ),
    Case(name: "named", files: ["shipit.yaml", "x/y.yaml"], argument: "x/y.yaml", path: "x/y.yaml"),
    Case(name: "the variable", files: ["shipit.yaml", "v.yaml"], variable: "v.yaml", path: "v.yaml"),
    Case(name: "an empty variable", files: ["shipit.yaml"], variable: "", path: "shipit.yaml"),
    Case(
        name: "an argument before the variable",
        files: ["a.yaml", "v.yaml"],
        argument: "a.yaml",
        variable: "v.yaml",
        path: "a.yaml"
    ),
    Case(
        name: "named and not there",
        files: ["shipit.yaml"],
        argument: "other.yaml",
        failure: "there is no pipeline file 'other.yaml'"
    ),
    Case(
        name: "a directory",
        directories: ["folder"],
        argument: "folder",
        failure: "there is no pipeline file 'folder'"
    ),
    Case(
        name: "folders in pipelines are none",
        files: ["pipelines/a.yaml"],
        directories: ["pipelines/b.yaml"],
        path: "pipelines/a.yaml"
    ),
]

@Suite("The pipeline file that is meant is found, or it is said why not")
struct PipelineLocatorTests {
    private let directory = FileManager.default.temporaryDirectory.path + "/shipit-locator-\(UUID().uuidString)"

    @Test(arguments: cases)
    fileprivate func theFileThatIsMeant(_ example: Case) throws {
        try make(example)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        var environment: [String: String] = [:]
        environment["SHIPIT_PIPELINE"] = example.variable
        let workspace = Workspace(environment: environment, directory: directory)
        do {
            let file = try PipelineLocator.read(named: example.argument, in: workspace)
            #expect(file.path == example.path)
            #expect(file.text == "text of \(file.path)")
        } catch let failure as RunFailure {
            #expect(failure.what == example.failure)
            #expect(failure.verdict == .refused)
        }
    }

    @Test func anAbsolutePathIsTakenAsItIs() throws {
        try make(Case(name: "", files: ["a.yaml"]))
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let file = try PipelineLocator.read(
            named: directory + "/a.yaml",
            in: Workspace(environment: [:], directory: "/nowhere")
        )
        #expect(file.text == "text of a.yaml")
    }

    @Test func whatIsTooLargeIsNoPipelineFile() throws {
        try make(Case(name: ""))
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let workspace = Workspace(environment: [:], directory: directory)
        let limit = 4 << 20
        let path = directory + "/shipit.yaml"
        #expect(FileManager.default.createFile(atPath: path, contents: Data(repeating: 0x20, count: limit)))
        #expect(try PipelineLocator.read(named: nil, in: workspace).text.utf8.count == limit)
        #expect(FileManager.default.createFile(atPath: path, contents: Data(repeating: 0x20, count: limit + 1)))
        let failure = #expect(throws: RunFailure.self) { try PipelineLocator.read(named: nil, in: workspace) }
        #expect(failure?.what == "the pipeline file 'shipit.yaml' has more than 4 MiB: that is no pipeline file")
    }

    private func make(_ example: Case) throws {
        for folder in ["pipelines", "x"] + example.directories {
            try FileManager.default.createDirectory(
                atPath: directory + "/" + folder,
                withIntermediateDirectories: true
            )
        }
        for file in example.files {
            let contents = Data("text of \(file)".utf8)
            #expect(FileManager.default.createFile(atPath: directory + "/" + file, contents: contents))
        }
    }
}
