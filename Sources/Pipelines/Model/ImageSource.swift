/// Where the image of a release comes from.
package enum ImageSource: Hashable, Sendable {
    /// Built here and pushed to the service's repository.
    case build(BuildRecipe)
    /// An image that is in a registry already: the reference as written.
    case existing(String)
    /// The containers name their own images; none is filled in.
    case asWritten
}
