package manyhands.desktop.rfb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.BitSet;
import manyhands.desktop.Frame;
import manyhands.desktop.Point;
import org.junit.jupiter.api.Test;

/// A person's pointer on a connection of its own, beside the agent's.
final class ViewerPointerTest {

  @Test
  void theAgentsPicturesAreWithoutThePointerOfAPersonWhoHasLeft() throws Exception {
    try (XvncFixture xvnc = XvncFixture.start();
        RfbClient agent = xvnc.connect();
        RfbClient person = xvnc.connect()) {
      xvnc.run("xsetroot", "-cursor_name", "left_ptr");
      await().until(() -> agent.cursor().size().width() > 1);
      Frame before = agent.framebuffer().snapshot();
      // Xvnc draws the pointers of others, once a client has not moved its own for a second or two.
      Thread.sleep(2_000);
      person.pointer(400, 300, 0);
      await().until(() -> !same(before, agent.framebuffer().snapshot()));

      agent.pointer(399, 300, 0);
      await().until(() -> same(before, agent.framebuffer().snapshot()));
      assertThat(agent.pointer()).isEqualTo(new Point(399, 300));
      assertThat(agent.cursor().size().width()).isGreaterThan(1);
    }
  }

  private static boolean same(Frame one, Frame other) {
    return Differences.between(one, other, new BitSet()).isEmpty();
  }
}
