import Pipelines

/// A pipeline file with mistakes, with its text: what is wrong is shown in the lines it stands in.
struct MistakenPipeline: Error {
    let file: PipelineFile
    let diagnostics: [Diagnostic]
}
