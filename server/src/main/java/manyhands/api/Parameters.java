package manyhands.api;

import io.javalin.http.Context;
import java.util.function.Function;
import manyhands.desktop.DesktopId;
import manyhands.event.AgentId;
import manyhands.event.SessionId;
import manyhands.event.TaskId;
import manyhands.session.SessionException;

/// What stands in an address: ids and numbers.
final class Parameters {
  private Parameters() {}

  static SessionId session(String text) {
    return id(text, SessionId::new, SessionException.Code.UNKNOWN_SESSION, "session");
  }

  static AgentId agent(String text) {
    return id(text, AgentId::new, SessionException.Code.UNKNOWN_AGENT, "agent");
  }

  static TaskId task(String text) {
    return id(text, TaskId::new, SessionException.Code.BAD_BUDGET, "task");
  }

  static DesktopId desktop(String text) {
    return id(text, DesktopId::new, SessionException.Code.NO_SUCH_DESKTOP, "desktop");
  }

  static long number(Context request, String name, long otherwise, long least, long most) {
    String text = request.queryParam(name);
    if (text == null) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The answer is the same as for a number out of range.
    }
    throw Refusal.badField(name, "must be a whole number from " + least + " to " + most + ".");
  }

  private static <T> T id(
      String text, Function<String, T> maker, SessionException.Code unknown, String noun) {
    try {
      return maker.apply(text);
    } catch (IllegalArgumentException e) {
      throw new SessionException(unknown, "There is no such " + noun + ".", e);
    }
  }
}
