package manyhands.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import manyhands.event.AgentId;
import manyhands.event.Event.NoteAdded;
import manyhands.event.Event.QuestionAnswered;
import manyhands.event.SessionId;
import manyhands.event.TaskId;
import manyhands.session.AgentStatus;
import manyhands.session.NoteView;
import manyhands.session.QuestionView;
import manyhands.session.SessionStatus;
import manyhands.session.SessionView;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// An agent at a real desktop that asks a person, and one that goes on with what it found.
final class TeamScenarioTest {

  private final ServedWorkplace served = new ServedWorkplace();
  private final Workplace work = served.work;

  @AfterEach
  void leaveNothing() throws IOException {
    served.close();
  }

  @Test
  void aPersonAnswersOverRestAndANoteIsHandedToTheDependentTask() throws Exception {
    SessionId id =
        work.open(
            1,
            "Ask 'Which cellar?' and note 'There are two cellars.'"
                + " then run 'echo cheddar > cheese.txt'.");
    QuestionView asked =
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> work.view(id).questions().stream().findFirst().orElse(null),
                question -> question != null);
    assertThat(asked.text()).isEqualTo("Which cellar?");
    assertThat(work.view(id).agents().getFirst().status()).isEqualTo(AgentStatus.WAITING);
    String questions = "/api/sessions/" + id + "/questions/";
    assertThat(served.post(questions + "q7", "{\"text\": \"x\"}").statusCode()).isEqualTo(404);
    assertThat(served.post(questions + "q1", "{\"text\": \" \"}").statusCode()).isEqualTo(400);
    String left = "{\"text\": \"The left one.\"}";
    assertThat(served.post(questions + "q1", left).statusCode()).isEqualTo(200);
    assertThat(served.post(questions + "q1", "{\"text\": \"No, the right.\"}").statusCode())
        .isEqualTo(409);

    SessionView view = work.ended(id);
    assertThat(view.status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(view.questions()).isEmpty();
    assertThat(view.notes()).extracting(NoteView::text).containsExactly("There are two cellars.");
    assertThat(work.facts(id, QuestionAnswered.class))
        .containsExactly(new QuestionAnswered("q1", "The left one.", "a person"));
    assertThat(work.facts(id, NoteAdded.class))
        .singleElement()
        .satisfies(note -> {
          assertThat(note.agent()).isEqualTo(new AgentId("a1"));
          assertThat(note.task()).isEqualTo(new TaskId("t1"));
        });
    assertThat(view.tasks().getFirst().result()).contains("was told: The left one.");
    assertThat(work.models.wasGiven("cheese.txt", "There are two cellars.")).isTrue();
    assertThat(work.models.wasGiven("cheese.txt", "[material ")).isTrue();
  }
}
