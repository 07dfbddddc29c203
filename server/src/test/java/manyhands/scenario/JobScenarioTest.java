package manyhands.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import manyhands.event.AgentId;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.session.ArtifactView;
import manyhands.session.SessionStatus;
import manyhands.session.SessionView;
import manyhands.session.TaskView;
import manyhands.whiteboard.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Jobs from the prompt to the files.
final class JobScenarioTest {

  private final Workplace work = new Workplace();

  @AfterEach
  void leaveNothing() throws IOException {
    work.close();
  }

  @Test
  void twoAgentsDoThreeTasksAndTheirFilesAreRight() throws Exception {
    SessionView end =
        work.run(
            2,
            "Open a terminal and run 'uname -a > system.txt'. In the text editor write 'many hands"
                + " make light work' and save it as proverb.txt. Open a terminal and run 'seq 1"
                + " 1000 | sha256sum > sum.txt'.");

    assertThat(end.status()).as("%s", end).isEqualTo(SessionStatus.COMPLETED);
    assertThat(end.tasks()).hasSize(3).allMatch(task -> task.status() == TaskStatus.COMPLETED);
    assertThat(end.tasks()).extracting(TaskView::agent).doesNotContainNull().hasSize(3);
    assertThat(end.tasks().stream().map(TaskView::agent).distinct()).hasSize(2);
    assertThat(end.artifacts())
        .extracting(ArtifactView::name)
        .containsExactlyInAnyOrder("system.txt", "proverb.txt", "sum.txt");
    assertThat(new String(work.artifact(end.id(), "system.txt"), UTF_8))
        .startsWith("Linux desktop ")
        .endsWith("\n");
    assertThat(work.artifact(end.id(), "proverb.txt"))
        .isEqualTo("many hands make light work".getBytes(UTF_8));
    String numbers =
        IntStream.rangeClosed(1, 1000).mapToObj(i -> i + "\n").collect(Collectors.joining());
    assertThat(work.artifact(end.id(), "sum.txt"))
        .isEqualTo((sha256(numbers.getBytes(UTF_8)) + "  -\n").getBytes(UTF_8));
    for (ArtifactView artifact : end.artifacts()) {
      byte[] bytes = work.artifact(end.id(), artifact.name());
      assertThat(artifact.size()).isEqualTo(bytes.length);
      assertThat(artifact.sha256()).hasToString(sha256(bytes));
    }
    assertThat(work.entries(end.id()))
        .extracting(Entry::seq)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, end.seq()).boxed().toList());
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void aTaskThatWaitsForAnotherIsDoneAfterItAtTheSameDesktop() throws IOException {
    SessionView end =
        work.run(2, "Run 'echo one > chain.txt', then run 'cat chain.txt > copy.txt'. Run 'true'.");

    assertThat(end.status()).as("%s", end).isEqualTo(SessionStatus.COMPLETED);
    TaskView first = end.tasks().get(0);
    TaskView second = end.tasks().get(1);
    assertThat(second.dependsOn()).containsExactly(first.id());
    assertThat(second.agent()).isEqualTo(first.agent());
    assertThat(work.artifact(end.id(), "copy.txt")).isEqualTo("one\n".getBytes(UTF_8));
    List<String> order = new ArrayList<>();
    for (Entry entry : work.entries(end.id())) {
      switch (entry.event()) {
        case Event.TaskCompleted done when done.task().equals(first.id()) ->
            order.add("first completed");
        case Event.TaskAssigned next when next.task().equals(second.id()) ->
            order.add("second assigned");
        default -> {}
      }
    }
    assertThat(order).containsExactly("first completed", "second assigned");
  }

  @Test
  void aFailedTaskFailsWhatWaitsForItAndNothingElse() throws IOException {
    SessionView end =
        work.run(2, "Run 'false', then run 'echo never > never.txt'. Run 'echo yes > yes.txt'.");

    assertThat(end.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(end.reason()).isNotBlank();
    assertThat(end.tasks())
        .extracting(TaskView::status)
        .containsExactly(TaskStatus.FAILED, TaskStatus.FAILED, TaskStatus.COMPLETED);
    assertThat(end.tasks().get(0).reason()).contains("false").contains("1");
    assertThat(end.tasks().get(1).reason()).contains("t1");
    assertThat(end.artifacts()).extracting(ArtifactView::name).containsExactly("yes.txt");
    assertThat(work.artifact(end.id(), "yes.txt")).isEqualTo("yes\n".getBytes(UTF_8));
  }

  @Test
  void twoAgentsDoFiveTasks() throws IOException {
    SessionView end =
        work.run(
            2,
            IntStream.rangeClosed(1, 5)
                .mapToObj(i -> "Run 'echo %d > file%d.txt'.".formatted(i, i))
                .collect(Collectors.joining(" ")));

    assertThat(end.status()).as("%s", end).isEqualTo(SessionStatus.COMPLETED);
    assertThat(work.facts(end.id(), Event.DesktopReady.class))
        .extracting(Event.DesktopReady::agent)
        .containsExactlyInAnyOrder(new AgentId("a1"), new AgentId("a2"));
    for (int i = 1; i <= 5; i++) {
      assertThat(work.artifact(end.id(), "file" + i + ".txt"))
          .isEqualTo((i + "\n").getBytes(UTF_8));
    }
  }

  @Test
  void aStepThatIsNotUnderstoodFailsItsTaskByName() {
    SessionView end =
        work.run(2, "Run 'echo a > a.txt' and sing a song. Run 'echo b > b.txt'. Dance.");

    assertThat(end.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(end.tasks())
        .extracting(TaskView::status)
        .containsExactly(TaskStatus.FAILED, TaskStatus.COMPLETED, TaskStatus.FAILED);
    assertThat(end.tasks().get(0).reason()).contains("sing a song");
    assertThat(end.tasks().get(2).reason()).containsIgnoringCase("dance");
    assertThat(end.artifacts()).extracting(ArtifactView::name).containsExactly("b.txt");
  }

  @Test
  void textOfAnyScriptGoesThroughTheKeyboardIntoTheFile() throws IOException {
    String text = "caf\u00e9 se\u00f1or \u7f8e\u4e3d \ud83d\ude00 na\u00efve \u00df \u20ac";
    SessionView end =
        work.run(1, "In the text editor write '%s' and save it as letters.txt.".formatted(text));

    assertThat(end.status()).as("%s", end).isEqualTo(SessionStatus.COMPLETED);
    assertThat(work.artifact(end.id(), "letters.txt")).isEqualTo(text.getBytes(UTF_8));
  }
}
