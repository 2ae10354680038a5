import FoundationEssentials
import Pipelines

/// Finds the pipeline file a command means.
package enum PipelineLocator {
    /// Reads the file that is named, else `$SHIPIT_PIPELINE`, `./shipit.yaml`, or the only file in `./pipelines`.
    ///
    /// - Throws: `RunFailure` when there is none, several, or one that cannot be read.
    package static func read(named name: String?, in workspace: Workspace) throws -> PipelineFile {
        let path =
            try name ?? workspace.environment["SHIPIT_PIPELINE"].flatMap { $0.isEmpty ? nil : $0 } ?? find(workspace)
        let absolute = workspace.absolute(path)
        guard isFile(absolute) else {
            throw RunFailure(
                "there is no pipeline file '\(path)'",
                hint: "name it by -f FILE or SHIPIT_PIPELINE",
                verdict: .refused
            )
        }
        guard let bytes = FileManager.default.contents(atPath: absolute) else {
            throw RunFailure("the pipeline file '\(path)' cannot be read", verdict: .refused)
        }
        guard bytes.count <= sizeLimit else {
            throw RunFailure(
                "the pipeline file '\(path)' has more than \(sizeLimit >> 20) MiB: that is no pipeline file",
                verdict: .refused
            )
        }
        return PipelineFile(path: path, text: String(decoding: bytes, as: UTF8.self))
    }

    private static let sizeLimit = 4 << 20

    private static func find(_ workspace: Workspace) throws -> String {
        for name in ["shipit.yaml", "shipit.yml"]
        where FileManager.default.fileExists(atPath: workspace.directory + "/" + name) {
            return name
        }
        let folder = workspace.directory + "/pipelines"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let files = names.filter { name in
            [".yaml", ".yml", ".json"].contains { name.hasSuffix($0) } && isFile(folder + "/" + name)
        }
        .sorted()
        if files.count == 1 { return "pipelines/" + files[0] }
        throw RunFailure(
            files.isEmpty
                ? "there is no pipeline file here: no shipit.yaml, and none in pipelines/"
                : "there are several pipeline files in pipelines/: \(files.joined(separator: ", "))",
            hint: "name one by -f FILE or SHIPIT_PIPELINE",
            verdict: .refused
        )
    }

    private static func isFile(_ path: String) -> Bool {
        var isDirectory = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && !isDirectory
    }
}
