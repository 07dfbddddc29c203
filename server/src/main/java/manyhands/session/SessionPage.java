package manyhands.session;

import java.util.List;
import manyhands.event.SessionId;
import org.jspecify.annotations.Nullable;

/// Some sessions, the newest first; `next` is what to ask for the ones after them with, absent at
/// the end.
public record SessionPage(List<SessionView> items, @Nullable SessionId next) {}
