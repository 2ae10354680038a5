import Hashing

/// The names that engines before 25 give to layers in an export: ids of Docker's first image format.
///
/// An id is the hash of a small JSON document with the chain id of the layers so far, the id below, and for all
/// but the top layer nothing of the image itself (moby, image/v1/imagev1.go, `CreateID`, and
/// image/tarexport/save.go). So all names but the top layer's follow from the diff ids, and a layer is known
/// before it is read. A wrong guess costs nothing: what a layer really is, its bytes say.
struct LegacyLayerNames {
    private var diffIDs: [String: Digest] = [:]
    private let topParent: String?
    private let top: Digest?

    init(_ layers: [Digest]) {
        var chain: String?
        var parent: String?
        for diffID in layers.dropLast() {
            chain = Self.chainID(below: chain, adding: diffID)
            let name = Self.name(chain: chain ?? "", parent: parent)
            // A repeated layer stands in the archive once, and as a link after that.
            diffIDs[name] = diffID
            parent = name
        }
        self.topParent = parent
        self.top = layers.last
    }

    /// The layer in a directory, where the name tells.
    ///
    /// - Parameter parent: The parent that the directory's own `json` entry names.
    func diffID(of directory: String, parent: String?) -> Digest? {
        if let known = diffIDs[directory] { return known }
        return parent == topParent ? top : nil
    }

    /// OCI image specification, config.md, "Layer ChainID".
    private static func chainID(below: String?, adding diffID: Digest) -> String {
        guard let below else { return diffID.description }
        return "sha256:" + Hexadecimal.encode(SHA256.hash("\(below) \(diffID)"))
    }

    private static func name(chain: String, parent: String?) -> String {
        let above = parent.map { #","parent":"sha256:\#($0)""# } ?? ""
        return Hexadecimal.encode(
            SHA256.hash(
                #"{"container_config":\#(emptyConfiguration),"created":"1970-01-01T00:00:00Z","layer_id":"\#(chain)"\#(above)}"#
            )
        )
    }

    private static let emptyConfiguration =
        #"{"Hostname":"","Domainname":"","User":"","AttachStdin":false,"AttachStdout":false,"AttachStderr":false,"#
        + #""Tty":false,"OpenStdin":false,"StdinOnce":false,"Env":null,"Cmd":null,"Image":"","Volumes":null,"#
        + #""WorkingDir":"","Entrypoint":null,"OnBuild":null,"Labels":null}"#
}
