/// What the export holds beside the layers, known when it has been read to its end.
package struct ExportContents: Hashable, Sendable {
    package let configuration: ImageConfiguration
    /// The manifest as containerd's store keeps it; nil in exports of graph drivers, whose manifests name
    /// uncompressed layers.
    package let manifest: Manifest?
}
