package manyhands.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import manyhands.agent.Assignment;
import manyhands.agent.TaskEnd;
import manyhands.desktop.Capture;
import manyhands.desktop.ImageFormat;
import manyhands.desktop.Size;
import manyhands.event.AgentId;
import manyhands.event.Event;
import manyhands.event.SessionId;
import manyhands.event.TaskId;
import manyhands.session.SessionException.Code;
import manyhands.whiteboard.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningSessionsTest {

  private static final Capture JPEG = new Capture(ImageFormat.JPEG, new Size(1280, 800));
  private static final AgentId ADA = new AgentId("a1");

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
  void completesEveryTaskAndSaysSo() {
    SessionView view = shop.run(2, "grate; slice; melt");
    assertThat(view.status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(view.reason()).isNull();
    assertThat(view.endedAt()).isNotNull();
    assertThat(view.tasks()).extracting(TaskView::status).containsOnly(TaskStatus.COMPLETED);
    assertThat(view.tasks())
        .extracting(TaskView::result)
        .containsExactly("did grate", "did slice", "did melt");
    assertThat(view.agents()).extracting(AgentView::name).containsExactly("Ada", "Bo");
    assertThat(view.agents()).extracting(AgentView::status).containsOnly(AgentStatus.DONE);
    assertThat(view.usage()).isEqualTo(new UsageView(10, 5, 0, 0, 0, null));
    assertThat(view.seq()).isEqualTo(shop.entries(view.id()).size());
    assertThat(shop.types(view.id())).first().isEqualTo("session:created");
    assertThat(shop.types(view.id())).last().isEqualTo("session:complete");
    assertThat(shop.provider.running).isEmpty();
  }

  @Test
  void givesTheFirstTasksToDifferentAgents() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    for (String task : List.of("grate", "slice")) {
      shop.crew.doings.put(
          task,
          _ -> {
            both.countDown();
            both.await();
            return new TaskEnd.Done("", List.of());
          });
    }
    SessionView view = shop.run(2, "grate; slice");
    assertThat(view.status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(view.tasks()).extracting(TaskView::agent).doesNotHaveDuplicates();
  }

  @Test
  void startsNoMoreDesktopsThanThereAreTasks() {
    SessionView view = shop.run(8, "grate; slice");
    assertThat(view.status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(view.agents()).hasSize(2);
    assertThat(shop.provider.stopped).hasSize(2);
  }

  @Test
  void keepsAChainWithOneAgentAndHandsResultsOn() {
    SessionView view = shop.run(4, "milk; curdle < milk; press < curdle; age < press");
    assertThat(view.agents()).hasSize(1);
    assertThat(view.tasks()).extracting(TaskView::agent).containsOnly(ADA);
    Assignment curdle = shop.crew.worked.get(1);
    assertThat(curdle.given())
        .containsExactly(new Assignment.Given(new TaskId("t1"), "milk", "did milk"));
  }

  @Test
  void failsTheDependantsOfAFailedTaskWithItsReasonAndDoesTheRest() {
    shop.crew.doings.put("milk", _ -> new TaskEnd.Failed("the cow is gone"));
    SessionView view = shop.run(2, "milk; curdle < milk; press < curdle; bread");
    assertThat(view.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(view.reason()).isEqualTo("3 of 4 tasks did not complete. t1: the cow is gone");
    assertThat(view.tasks())
        .extracting(TaskView::status)
        .containsExactly(
            TaskStatus.FAILED, TaskStatus.FAILED, TaskStatus.FAILED, TaskStatus.COMPLETED);
    assertThat(view.tasks().get(2).reason())
        .isEqualTo("it depends on t1, which did not complete: the cow is gone");
    assertThat(shop.crew.worked).hasSize(2);
  }

  @Test
  void sharesManyTasksAmongFewAgents() {
    String prompt = "a;b;c;d;e;f;g;h;i;j;k;l";
    SessionView view = shop.run(3, prompt);
    assertThat(view.status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(view.tasks()).hasSize(12);
    Set<AgentId> agents = view.tasks().stream().map(TaskView::agent).collect(Collectors.toSet());
    assertThat(agents).hasSizeBetween(1, 3);
    assertThat(shop.provider.stopped).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void keepsTheLastPictureOfAnAgentAfterItsDesktopIsGone() {
    SessionView view = shop.run(1, "grate");
    Picture picture = shop.sessions.look(view.id(), ADA, JPEG);
    assertThat(picture.live()).isFalse();
    assertThat(new String(picture.bytes(), StandardCharsets.UTF_8)).startsWith("frame ");
    assertThat(picture.mediaType()).isEqualTo("image/jpeg");
  }

  @Test
  void showsTheScreenOfARunningAgentAsItIsNow() throws Exception {
    CountDownLatch here = new CountDownLatch(1);
    CountDownLatch enough = new CountDownLatch(1);
    shop.crew.doings.put(
        "grate",
        _ -> {
          here.countDown();
          enough.await();
          return new TaskEnd.Done("", List.of());
        });
    SessionView view = shop.open(1, "grate");
    here.await();
    assertThat(shop.sessions.look(view.id(), ADA, JPEG).live()).isTrue();
    enough.countDown();
    assertThat(shop.ended(view.id()).status()).isEqualTo(SessionStatus.COMPLETED);
  }

  @Test
  void listsNewestFirstPageByPage() {
    List<SessionId> ids = new java.util.ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.addFirst(shop.run(1, "grate").id());
    }
    SessionPage first = shop.sessions.list(null, 2);
    assertThat(first.items()).extracting(SessionView::id).isEqualTo(ids.subList(0, 2));
    SessionPage second = shop.sessions.list(first.next(), 2);
    assertThat(second.items()).extracting(SessionView::id).isEqualTo(ids.subList(2, 4));
    SessionPage third = shop.sessions.list(second.next(), 2);
    assertThat(third.items()).extracting(SessionView::id).isEqualTo(ids.subList(4, 5));
    assertThat(third.next()).isNull();
  }

  @Test
  void foldsTheSameViewFromTheLogAlone() {
    shop.crew.doings.put("slice", _ -> new TaskEnd.Failed("no knife"));
    SessionView view = shop.run(2, "grate; slice; melt < grate");
    shop.close();
    shop = new Workshop(folder, "again");
    assertThat(shop.view(view.id())).isEqualTo(view);
    assertThat(SessionView.of(shop.entries(view.id()))).isEqualTo(view);
  }

  @Test
  void keepsDesktopsWhenAskedUntilTheSessionIsStopped() {
    SessionView view =
        shop.ended(
            shop.sessions.open(new SessionRequest("grate", 1, null, null, false, true, null)).id());
    assertThat(view.status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(shop.provider.running).hasSize(1);
    assertThat(shop.sessions.look(view.id(), ADA, JPEG).live()).isTrue();
    shop.sessions.stop(view.id(), "a person");
    assertThat(shop.provider.running).isEmpty();
    assertThat(shop.view(view.id()).status()).isEqualTo(SessionStatus.COMPLETED);
  }

  @Test
  void refusesBadRequestsAndSaysWhatWouldBeGood() {
    refused(request("", 1, null, null), Code.EMPTY_PROMPT, "say what");
    refused(request(" \n\t", 1, null, null), Code.EMPTY_PROMPT, "say what");
    refused(
        request("x".repeat(1 << 20), 1, null, null), Code.PROMPT_TOO_LONG, "1,048,576", "100,000");
    refused(request("grate", 0, null, null), Code.BAD_AGENTS, "from 1 to 8", "0");
    refused(request("grate", -1, null, null), Code.BAD_AGENTS, "from 1 to 8", "-1");
    refused(request("grate", 5000, null, null), Code.BAD_AGENTS, "from 1 to 8", "5000");
    refused(request("grate", 1, "edam", null), Code.UNKNOWN_MODEL, "edam", "brie, feta");
    refused(request("grate", 1, "keyless", null), Code.UNAVAILABLE, "CHEESE_KEY");
    refused(request("grate", 1, null, "moon"), Code.UNKNOWN_DESKTOP, "moon", "fake");
    refused(
        new SessionRequest(
            "grate",
            1,
            null,
            null,
            false,
            false,
            new manyhands.event.Budget(0, 1, java.time.Duration.ofSeconds(1))),
        Code.BAD_BUDGET,
        "steps");
    assertThat(shop.log.sessions()).isEmpty();
  }

  private static SessionRequest request(
      String prompt, Integer agents, String model, String desktop) {
    return new SessionRequest(prompt, agents, model, desktop, false, false, null);
  }

  private void refused(SessionRequest request, Code code, String... words) {
    assertThatThrownBy(() -> shop.sessions.open(request))
        .isInstanceOfSatisfying(SessionException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContainingAll(words);
  }

  @Test
  void saysWhatDoesNotExist() {
    SessionId nobody = new SessionId("nobody");
    assertThat(shop.sessions.find(nobody)).isEmpty();
    code(() -> shop.sessions.stop(nobody, "me"), Code.UNKNOWN_SESSION);
    code(() -> shop.sessions.look(nobody, ADA, JPEG), Code.UNKNOWN_SESSION);
    code(() -> shop.sessions.artifact(nobody, "x"), Code.UNKNOWN_SESSION);
    code(() -> shop.sessions.list(nobody, 1), Code.UNKNOWN_SESSION);
    SessionId id = shop.run(1, "grate").id();
    code(() -> shop.sessions.look(id, new AgentId("a9"), JPEG), Code.UNKNOWN_AGENT);
    code(() -> shop.sessions.artifact(id, "x"), Code.UNKNOWN_ARTIFACT);
  }

  private static void code(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Code code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(SessionException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void takesNoWorkWhileShuttingDown() {
    shop.sessions.close();
    code(() -> shop.open(1, "grate"), Code.SHUTTING_DOWN);
  }

  @Test
  void runsNoMoreSessionsAtATimeThanAllowed() throws Exception {
    CountDownLatch enough = new CountDownLatch(1);
    shop.crew.planning =
        _ -> {
          enough.await();
          return null;
        };
    for (int i = 0; i < Workshop.LIMITS.sessions(); i++) {
      var _ = shop.open(1, "grate");
    }
    code(() -> shop.open(1, "grate"), Code.BUSY);
    enough.countDown();
    assertThat(shop.all(shop.log.sessions().getFirst(), Event.SessionOpened.class)).hasSize(1);
  }
}
