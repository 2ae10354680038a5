import Images

extension BuildRequest {
    /// Builds from a directory, by its own Dockerfile.
    package init(_ context: BuildContext, tags: [ImageReference]) {
        self.init(
            context: { write in try context.writeArchive(to: write).warnings },
            dockerfile: context.dockerfileName,
            tags: tags
        )
    }
}
