package manyhands.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import manyhands.session.ArtifactView;
import manyhands.session.SessionStatus;
import manyhands.session.SessionView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a model writes reaches a desktop as it is, and ends there.
final class HostileModelScenarioTest {

  /// Each of them means something to a shell, a program's options or a terminal.
  private static final String TEXT =
      "$(touch pwned) `touch pwned`; '; touch pwned # \"$HOME\" --help\n-rf ~ \\033]0;x %s %n \t&& |";

  private final Workplace work = new Workplace();

  @AfterEach
  void leaveNothing() throws IOException {
    work.close();
  }

  @Test
  void textIsTypedLetterByLetterAndNobodyRunsIt() throws IOException {
    SessionView end =
        work.run(1, "In the text editor write “%s” and save it as typed.txt.".formatted(TEXT));

    assertThat(end.status()).as("%s", end).isEqualTo(SessionStatus.COMPLETED);
    assertThat(end.artifacts()).extracting(ArtifactView::name).containsExactly("typed.txt");
    assertThat(new String(work.artifact(end.id(), "typed.txt"), UTF_8)).isEqualTo(TEXT);
  }

  @Test
  void keysThatWouldEndOrLockAComputerDoNot() throws IOException {
    SessionView end =
        work.run(
            1,
            "Press ctrl+alt+BackSpace, press ctrl+alt+Delete, press ctrl+alt+F1, press super+l,"
                + " press XF86Eject, press XF86PowerOff, press alt+SysRq and run 'echo alive >"
                + " alive.txt'.");

    assertThat(end.status()).as("%s", end).isEqualTo(SessionStatus.COMPLETED);
    assertThat(new String(work.artifact(end.id(), "alive.txt"), UTF_8)).isEqualTo("alive\n");
  }
}
