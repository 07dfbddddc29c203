package manyhands.session;

/// A file that a person gave to a session.
public record FileView(String name, long size) {}
