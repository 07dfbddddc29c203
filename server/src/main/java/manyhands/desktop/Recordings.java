package manyhands.desktop;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What screens showed, kept to be watched again. What is kept together (the desktops of one
/// session) lies on one `shelf`, named by an id in lower-case letters, digits and hyphens. Losing a
/// recording loses nothing else: no method fails because one cannot be written. Safe for many
/// threads.
public interface Recordings {

  /// Records a desktop's screen from now on until its connection ends. A desktop that is connected
  /// to again is recorded as a further part.
  void begin(Desktop desktop, String shelf);

  /// The parts of a desktop's recording, the oldest first.
  List<RecordedPart> parts(String shelf, DesktopId desktop);

  /// The screen as recorded at that moment; empty when it was not recorded by then.
  Optional<RecordedScreen> at(String shelf, DesktopId desktop, Instant moment, Capture capture);

  /// Copies bytes of a part, which is what `docs/reference/recording.md` describes; false when
  /// there is no such part. Both bounds lie within [RecordedPart#bytes].
  boolean copy(RecordedPart part, long from, long count, OutputStream to) throws IOException;

  /// Nothing is recorded, and nothing was.
  Recordings NONE =
      new Recordings() {
        @Override
        public void begin(Desktop desktop, String shelf) {}

        @Override
        public List<RecordedPart> parts(String shelf, DesktopId desktop) {
          return List.of();
        }

        @Override
        public Optional<RecordedScreen> at(
            String shelf, DesktopId desktop, Instant moment, Capture capture) {
          return Optional.empty();
        }

        @Override
        public boolean copy(RecordedPart part, long from, long count, OutputStream to) {
          return false;
        }
      };
}
