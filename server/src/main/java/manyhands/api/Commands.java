package manyhands.api;

import java.util.function.Supplier;
import manyhands.event.EventLog;
import manyhands.replay.Replay;
import manyhands.session.LiveThinking;
import manyhands.session.OpenDesktops;
import manyhands.session.Outside;
import manyhands.session.Sessions;

/// Everything that the routes hand their commands to and read their facts from.
public record Commands(
    Sessions sessions,
    OpenDesktops desktops,
    EventLog log,
    LiveThinking thinking,
    Replay replay,
    Supplier<MachineReport> machine,
    Outside outside) {}
