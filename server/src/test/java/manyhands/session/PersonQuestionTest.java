package manyhands.session;

import static manyhands.session.ControlTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import manyhands.agent.Steering.PersonQuestion;
import manyhands.agent.TaskEnd;
import manyhands.event.AgentId;
import manyhands.event.Event;
import manyhands.event.Event.QuestionAnswered;
import manyhands.event.SessionId;
import manyhands.session.SessionException.Code;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Agents that wait for a person's words.
final class PersonQuestionTest {

  private static final String ME = "a person";
  private static final AgentId ADA = new AgentId("a1");
  private static final PersonQuestion WHICH = new PersonQuestion("agent", "c1", "Which cellar?");

  @TempDir Path folder;
  private Workshop shop;
  private SessionControl control;
  private final List<String> told = new CopyOnWriteArrayList<>();

  private void open(Duration longest) {
    shop = new Workshop(folder, "", new HumanGate(longest, Set.of()));
    control = shop.sessions.control();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private SessionId asking(PersonQuestion... questions) {
    shop.crew.doings.put(
        "grate",
        bench -> {
          for (PersonQuestion question : questions) {
            told.add(String.valueOf(bench.steering().askPerson(question)));
          }
          return new TaskEnd.Done("", List.of());
        });
    return shop.open(1, "grate").id();
  }

  private void awaitQuestion(SessionId id, String question) {
    Awaitility.await()
        .until(() -> shop.view(id).questions().stream().anyMatch(it -> it.id().equals(question)));
  }

  private List<QuestionAnswered> answers(SessionId id) {
    return shop.all(id, QuestionAnswered.class);
  }

  @Test
  void anAgentWaitsForAPersonsWords() {
    open(Duration.ofHours(1));
    SessionId id = asking(WHICH, new PersonQuestion("stuck", null, "What now?"));
    awaitQuestion(id, "q1");
    QuestionView asked = shop.view(id).questions().getFirst();
    assertThat(asked.agent()).isEqualTo(ADA);
    assertThat(asked.why()).isEqualTo("agent");
    assertThat(asked.text()).isEqualTo("Which cellar?");
    assertThat(asked.until()).isNotNull();
    assertThat(shop.view(id).agents().getFirst().status()).isEqualTo(AgentStatus.WAITING);
    refused(() -> control.tell(id, "q2", "the left one", ME), Code.UNKNOWN_QUESTION);
    refused(() -> control.tell(id, "q1", " \n", ME), Code.EMPTY_MESSAGE);
    String endless = "x".repeat(SessionControl.MAX_MESSAGE + 1);
    refused(() -> control.tell(id, "q1", endless, ME), Code.MESSAGE_TOO_LONG);
    control.tell(id, "q1", "the left one", ME);
    control.tell(id, "q1", "the left one", ME);
    awaitQuestion(id, "q2");
    refused(() -> control.tell(id, "q1", "the right one", ME), Code.ALREADY_ANSWERED);
    control.tell(id, "q2", "rest", ME);
    assertThat(shop.ended(id).questions()).isEmpty();
    assertThat(told).containsExactly("the left one", "rest");
    assertThat(answers(id))
        .containsExactly(
            new QuestionAnswered("q1", "the left one", ME), new QuestionAnswered("q2", "rest", ME));
  }

  @Test
  void nobodysAnswerIsNone() {
    open(Duration.ofMillis(300));
    SessionId id = asking(WHICH);
    assertThat(shop.ended(id).status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(told).containsExactly("null");
    assertThat(answers(id)).containsExactly(new QuestionAnswered("q1", null, "nobody within 1 s"));
  }

  @Test
  void theSameIsAskedOnceUntilTheModelIsAskedAgain() {
    open(Duration.ofHours(1));
    shop.crew.doings.put(
        "grate",
        bench -> {
          told.add(String.valueOf(bench.steering().askPerson(WHICH)));
          told.add(String.valueOf(bench.steering().askPerson(WHICH)));
          bench
              .journal()
              .append(
                  bench.assignment().session(),
                  List.of(new Event.ModelAsked(ADA, bench.assignment().task(), 2)));
          told.add(String.valueOf(bench.steering().askPerson(WHICH)));
          return new TaskEnd.Done("", List.of());
        });
    SessionId id = shop.open(1, "grate").id();
    awaitQuestion(id, "q1");
    control.tell(id, "q1", "left", ME);
    awaitQuestion(id, "q2");
    control.tell(id, "q2", "right", ME);
    shop.ended(id);
    assertThat(told).containsExactly("left", "left", "right");
  }

  @Test
  void aQuestionIsTakenBackWhenItsAgentIsStopped() {
    open(Duration.ofHours(1));
    SessionId id = asking(WHICH);
    awaitQuestion(id, "q1");
    control.stop(id, ADA, ME);
    assertThat(shop.ended(id).status()).isEqualTo(SessionStatus.STOPPED);
    takenBack(id);
  }

  @Test
  void aQuestionIsTakenBackWhenTheSessionIsStopped() {
    open(Duration.ofHours(1));
    SessionId id = asking(WHICH);
    awaitQuestion(id, "q1");
    shop.sessions.stop(id, ME);
    assertThat(shop.ended(id).status()).isEqualTo(SessionStatus.STOPPED);
    takenBack(id);
  }

  private void takenBack(SessionId id) {
    assertThat(told).isEmpty();
    assertThat(shop.view(id).questions()).isEmpty();
    assertThat(answers(id)).singleElement().extracting(QuestionAnswered::text).isNull();
    List<String> types = shop.types(id);
    assertThat(types.indexOf("question:answered")).isLessThan(types.indexOf("agent:terminated"));
    refused(() -> control.tell(id, "q1", "left", ME), Code.ENDED);
  }

  @Test
  void aPauseHoldsNeitherQuestionNorAnswerBack() {
    open(Duration.ofHours(1));
    shop.crew.doings.put(
        "grate",
        bench -> {
          told.add(String.valueOf(bench.steering().askPerson(WHICH)));
          bench.steering().awaitResume();
          return new TaskEnd.Done("", List.of());
        });
    SessionId id = shop.open(1, "grate").id();
    awaitQuestion(id, "q1");
    control.pause(id, ADA, ME);
    assertThat(shop.view(id).agents().getFirst().status()).isEqualTo(AgentStatus.PAUSED);
    control.tell(id, "q1", "left", ME);
    Awaitility.await().untilAsserted(() -> assertThat(told).containsExactly("left"));
    control.resume(id, ADA, ME);
    assertThat(shop.ended(id).status()).isEqualTo(SessionStatus.COMPLETED);
  }

  @Test
  void theNextServerWaitsForTheSameAnswer() {
    open(Duration.ofHours(1));
    SessionId id = asking(WHICH);
    awaitQuestion(id, "q1");
    QuestionView before = shop.view(id).questions().getFirst();
    shop.kill();
    Workshop killed = shop;
    shop =
        new Workshop(folder, "two", killed.provider, new HumanGate(Duration.ofHours(5), Set.of()));
    shop.crew.doings.putAll(killed.crew.doings);
    shop.sessions.start();
    control = shop.sessions.control();
    Awaitility.await().until(() -> !shop.crew.worked.isEmpty());
    assertThat(shop.view(id).questions()).containsExactly(before);
    control.tell(id, "q1", "left", ME);
    assertThat(shop.ended(id).status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(told).containsExactly("left");
    assertThat(shop.all(id, Event.QuestionAsked.class)).hasSize(1);
  }
}
