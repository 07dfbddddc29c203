package manyhands.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import manyhands.desktop.Action;
import manyhands.desktop.Capture;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopId;
import manyhands.desktop.ImageFormat;
import manyhands.desktop.Size;
import manyhands.event.Event;
import manyhands.session.SessionException.Code;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveDesktopsTest {

  private static final Capture PNG = new Capture(ImageFormat.PNG, new Size(1280, 800));

  @TempDir Path folder;
  private Workshop shop;

  @BeforeEach
  void open() {
    shop = new Workshop(folder);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void opensUsesAndClosesADesktopAndWritesItDown() {
    DesktopView view = shop.desktops.open(null);
    assertThat(view.kind()).isEqualTo("fake");
    assertThat(shop.desktops.find(view.id())).isPresent();
    assertThat(shop.desktops.look(view.id(), PNG).live()).isTrue();
    shop.desktops.perform(view.id(), "rest", new Action.Press("Return"));
    assertThat(shop.desktops.list()).extracting(DesktopView::id).containsExactly(view.id());
    shop.desktops.close(view.id(), "rest");
    assertThat(shop.desktops.list()).isEmpty();
    assertThat(shop.provider.running).isEmpty();
    assertThat(shop.types(view.events()))
        .containsExactly("desktop:opened", "action:performed", "desktop:closed");
    assertThat(shop.all(view.events(), Event.ActionPerformed.class))
        .extracting(Event.ActionPerformed::actor, Event.ActionPerformed::outcome)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("human (rest)", Event.Outcome.PERFORMED));
    assertThat(shop.log.sessions()).isEmpty();
    code(() -> shop.desktops.look(view.id(), PNG), Code.NO_SUCH_DESKTOP);
    code(() -> shop.desktops.close(view.id(), "rest"), Code.NO_SUCH_DESKTOP);
  }

  @Test
  void closesADesktopThatNobodyUses() {
    DesktopView view = shop.desktops.open("fake");
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(shop.provider.running::isEmpty);
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() ->
            assertThat(shop.all(view.events(), Event.DesktopClosed.class))
                .extracting(Event.DesktopClosed::reason)
                .containsExactly("nobody used it for 0 s"));
  }

  @Test
  void closesADesktopThatIsGoneAndSaysSo() {
    DesktopView view = shop.desktops.open(null);
    shop.provider.running.get(view.id()).alive = false;
    assertThatThrownBy(() -> shop.desktops.perform(view.id(), "rest", new Action.Move(1, 1)))
        .isInstanceOfSatisfying(
            DesktopException.class,
            e -> assertThat(e.code()).isEqualTo(DesktopException.Code.LOST));
    assertThat(shop.desktops.list()).isEmpty();
    assertThat(shop.types(view.events())).last().isEqualTo("desktop:closed");
  }

  @Test
  void refusesTooManyUnknownOnesAndWorkAfterTheEnd() {
    var _ = shop.desktops.open(null);
    var _ = shop.desktops.open(null);
    code(() -> shop.desktops.open(null), Code.BUSY);
    code(() -> shop.desktops.open("moon"), Code.UNKNOWN_DESKTOP);
    code(() -> shop.desktops.look(new DesktopId("d-none"), PNG), Code.NO_SUCH_DESKTOP);
    shop.desktops.close();
    assertThat(shop.provider.running).isEmpty();
    code(() -> shop.desktops.open(null), Code.SHUTTING_DOWN);
  }

  @Test
  void writesDownTheEndOfDesktopsThatADeadServerHad() {
    DesktopView view = shop.desktops.open(null);
    Unclosed.closeAll(shop.log, "the server ended");
    assertThat(shop.all(view.events(), Event.DesktopClosed.class))
        .isEqualTo(List.of(new Event.DesktopClosed(view.id(), "the server ended")));
  }

  private static void code(ThrowingCallable call, Code code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(SessionException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
