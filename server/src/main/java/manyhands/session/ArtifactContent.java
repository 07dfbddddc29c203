package manyhands.session;

import java.io.InputStream;

/// An artifact opened for reading; close the stream.
public record ArtifactContent(ArtifactView artifact, InputStream bytes) {}
