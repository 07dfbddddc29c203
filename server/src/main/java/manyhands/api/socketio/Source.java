package manyhands.api.socketio;

import java.util.List;

/// Something that a client follows, asked at the client's pace. Each [Connection#awake] after there
/// is more leads to a question.
@FunctionalInterface
public interface Source {

  /// The next packets as [Packets#event] makes them, at most so many; fewer only when there are no
  /// more now. A failure ends the connection.
  List<String> next(int most);
}
