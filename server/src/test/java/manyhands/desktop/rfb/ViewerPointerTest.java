package manyhands.desktop.rfb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import manyhands.desktop.Frame;
import org.junit.jupiter.api.Test;

/// A person's pointer on a connection of its own, beside the agent's.
final class ViewerPointerTest {

  @Test
  void theAgentsPicturesStayWithoutThePointerOfAPerson() throws Exception {
    try (XvncFixture xvnc = XvncFixture.start();
        RfbClient agent = xvnc.connect()) {
      Frame before = agent.framebuffer().snapshot();
      AtomicInteger shown = new AtomicInteger();
      ViewerSink sink =
          new ViewerSink() {
            @Override
            public boolean show(ByteBuffer bytes) {
              shown.addAndGet(bytes.remaining());
              return true;
            }

            @Override
            public void ended(ViewerEnd end) {}
          };
      try (Viewing viewing =
          Viewing.begin(
              xvnc.screen(),
              "d-1",
              sink,
              (_, deliver) -> deliver.run(),
              Thread.ofVirtual().factory())) {
        viewing.receive(bytes("52464220 3030332e 3030380a 01 01"));
        await().until(() -> shown.get() > 40);
        viewing.receive(bytes("05 00 0190 012c"));
        // the server draws other people's pointers a second or two after they moved
        Thread.sleep(2500);
        Frame after = agent.framebuffer().snapshot();
        assertThat(Differences.between(before, after, new BitSet())).isEmpty();
      }
    }
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
