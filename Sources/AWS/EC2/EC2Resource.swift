/// A subnet, VPC or security group: its id and the names it goes by.
package struct EC2Resource: Sendable, Hashable {
    /// Such as `subnet-0123456789abcdef0`.
    package let id: String
    /// A security group's name, and the Name tag.
    package let names: [String]
    /// The VPC it belongs to.
    package let vpcID: String?

    init?(_ element: XMLElement, id: String) {
        guard let text = element.text(id), !text.isEmpty else { return nil }
        self.id = text
        vpcID = element.text("vpcId")
        let tag = element.list("tagSet").first { $0.text("key") == "Name" }?.text("value")
        names = [element.text("groupName"), tag].compactMap { $0 }.filter { !$0.isEmpty }
    }
}
