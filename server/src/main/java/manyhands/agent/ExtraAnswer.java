package manyhands.agent;

import java.util.List;
import manyhands.desktop.Size;

/// What came of a call of another server's tool. Words in [Given] and [Refused] are the server's,
/// the others ours.
public sealed interface ExtraAnswer {

  /// The server did it.
  record Given(String text, List<Picture> pictures) implements ExtraAnswer {}

  /// The server says that it could not do it.
  record Refused(String text) implements ExtraAnswer {}

  /// It was not done; why, as in "there is no such tool".
  record NotDone(String why) implements ExtraAnswer {}

  /// It may have been done, wholly or in part, or not at all; why nobody knows.
  record Unknown(String why) implements ExtraAnswer {}

  /// A picture that models take as it is.
  record Picture(byte[] bytes, String mediaType, Size size) {}
}
