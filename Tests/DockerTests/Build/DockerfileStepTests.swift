import Docker
import Testing

@Suite struct DockerfileStepTests {
    @Test(arguments: [
        ("[2/3] RUN make", nil, 2, 3, "RUN make"),
        ("[builder 1/5] FROM docker.io/library/x", "builder", 1, 5, "FROM docker.io/library/x"),
        ("[linux/amd64 stage-1 4/4] COPY . .", "linux/amd64 stage-1", 4, 4, "COPY . ."),
    ])
    func parses(_ name: String, _ stage: String?, _ index: Int, _ count: Int, _ instruction: String) {
        let step = DockerfileStep(stage: stage, index: index, count: count, instruction: instruction)
        #expect(DockerfileStep(parsing: name) == step)
        #expect(step.description == name)
    }

    @Test(arguments: [
        "[internal] load build context", "exporting to image", "", "[", "[]", "[a/b] x", "[1/2/3] x",
        "[1/99999999999999999999] x",
    ])
    func seesThatNoInstructionIsMeant(_ name: String) {
        #expect(DockerfileStep(parsing: name) == nil)
    }
}
