package manyhands.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import manyhands.event.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoredViewsTest {

  @TempDir private Path folder;
  private Path views;
  private Workshop shop;
  private SessionView ended;

  @BeforeEach
  void runASession() {
    shop = new Workshop(folder.resolve("data"));
    views = folder.resolve("views");
    ended = shop.run(2, "grate; slice; melt");
    assertThat(folds().view(ended.id())).contains(ended);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private SessionFolds folds() {
    return new SessionFolds(shop.log, StoredViews.in(views));
  }

  private Path file() {
    return views.resolve(ended.id() + ".json");
  }

  @Test
  void aViewIsReadBackAsItWas() {
    assertThat(StoredViews.in(views).find(ended.id(), ended.seq())).contains(ended);
    assertThat(folds().view(ended.id())).contains(ended);
  }

  @Test
  void aViewOfAnEarlierEntryDoesNotCount() {
    var _ = shop.log.append(ended.id(), List.of(new Event.SessionClosed("failed", "later")));
    assertThat(StoredViews.in(views).find(ended.id(), ended.seq() + 1)).isEmpty();
    assertThat(folds().view(ended.id()).orElseThrow().status()).isEqualTo(SessionStatus.FAILED);
    assertThat(StoredViews.in(views).find(ended.id(), ended.seq() + 1)).isPresent();
  }

  @Test
  void whatIsDamagedMadeByAnotherVersionOrDeletedIsMadeAnew() throws IOException {
    String whole = Files.readString(file());
    assertThat(whole).contains("\"shape\":\"");
    for (String text :
        List.of("", whole.substring(0, 40), whole.replace("\"shape\":\"", "\"shape\":\"0"))) {
      Files.writeString(file(), text);
      assertThat(StoredViews.in(views).find(ended.id(), ended.seq())).isEmpty();
      assertThat(folds().view(ended.id())).contains(ended);
      assertThat(file()).hasContent(whole);
    }
    Files.delete(file());
    assertThat(folds().view(ended.id())).contains(ended);
  }

  @Test
  void aFolderThatCannotBeWrittenOnlyCostsTime() throws IOException {
    Path blocked = Files.writeString(folder.resolve("blocked"), "a file");
    SessionFolds folds = new SessionFolds(shop.log, StoredViews.in(blocked));
    assertThat(folds.view(ended.id())).contains(ended);
    assertThat(folds.view(ended.id())).contains(ended);
  }
}
