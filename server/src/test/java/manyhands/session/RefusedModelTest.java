package manyhands.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import manyhands.agent.TaskEnd;
import manyhands.whiteboard.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A key that is refused in the middle of the work.
final class RefusedModelTest {

  private static final String WHY = "Claude does not accept the key: check ANTHROPIC_API_KEY.";

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
  void endsTheWholeSessionAtOnceWithItsReason() {
    CountDownLatch working = new CountDownLatch(1);
    shop.crew.doings.put(
        "slice",
        _ -> {
          working.countDown();
          new CountDownLatch(1).await();
          throw new AssertionError("nobody opens this");
        });
    shop.crew.doings.put(
        "grate",
        _ -> {
          working.await();
          return new TaskEnd.ModelRefused(WHY);
        });

    SessionView view = shop.run(2, "grate; slice; melt");

    assertThat(view.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(view.reason()).isEqualTo(WHY);
    assertThat(view.tasks()).extracting(TaskView::status).containsOnly(TaskStatus.FAILED);
    assertThat(view.tasks()).extracting(TaskView::reason).containsOnly(WHY);
    assertThat(shop.crew.worked).hasSize(2);
    assertThat(shop.provider.running).isEmpty();
  }

  @Test
  void theWorkGoesOnWithAnotherKeyWhenItIsContinued() throws Exception {
    shop.crew.doings.put("grate", _ -> new TaskEnd.ModelRefused(WHY));
    SessionView failed = shop.run(1, "grate");
    shop.crew.doings.remove("grate");

    shop.sessions.control().continueWith(failed.id(), "grate", "a person");

    assertThat(shop.ended(failed.id()).status()).isEqualTo(SessionStatus.COMPLETED);
  }
}
