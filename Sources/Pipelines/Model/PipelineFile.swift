/// A pipeline file that was read: its path and its text. This module never touches the disk itself.
package struct PipelineFile: Sendable {
    /// The path as the user gave it; it stands in diagnostics, and paths in `build` start at its folder.
    package let path: String
    package let text: String

    package init(path: String, text: String) {
        self.path = path
        self.text = text
    }

    /// A path of the file's own, seen from where the file's path is seen from.
    func resolve(_ relative: String) -> String {
        guard !relative.hasPrefix("/"), let slash = path.lastIndex(of: "/") else { return relative }
        let folder = path[..<slash]
        return relative == "." ? (folder.isEmpty ? "/" : String(folder)) : folder + "/" + relative
    }

    /// The file's name without folder and extension: the pipeline's name where it gives none.
    var stem: String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
        return String(name[..<dot])
    }
}
