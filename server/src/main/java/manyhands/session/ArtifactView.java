package manyhands.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import manyhands.event.AgentId;
import manyhands.event.BlobId;
import manyhands.event.TaskId;
import org.jspecify.annotations.Nullable;

/// A file that an agent made: its size in bytes and its media type as guessed. A file that was left
/// out has no `sha256`, and `left` says why.
public record ArtifactView(
    String name,
    AgentId agent,
    @Nullable TaskId task,
    long size,
    @Nullable BlobId sha256,
    String type,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String left) {}
