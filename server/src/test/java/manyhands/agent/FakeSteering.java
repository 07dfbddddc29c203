package manyhands.agent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Pauses and permits as a test says.
class FakeSteering implements Steering {

  final List<Question> questions = new ArrayList<>();
  final List<String> withdrawn = new ArrayList<>();
  final List<PersonQuestion> asked = new ArrayList<>();

  /// What a person answers, in turn; afterwards nobody does.
  final Deque<String> told = new ArrayDeque<>();

  /// Happens while a person is asked.
  Consumer<PersonQuestion> onAsk = _ -> {};

  final List<Permission> answers = new ArrayList<>();
  final Set<String> tools;
  volatile CountDownLatch paused = new CountDownLatch(0);
  final CountDownLatch stands = new CountDownLatch(1);

  FakeSteering(String... tools) {
    this.tools = Set.of(tools);
  }

  void pause() {
    paused = new CountDownLatch(1);
  }

  void resume() {
    paused.countDown();
  }

  @Override
  public boolean isPaused() {
    return paused.getCount() > 0;
  }

  @Override
  public void awaitResume() throws InterruptedException {
    stands.countDown();
    paused.await();
  }

  @Override
  public boolean wantsPermission(String tool) {
    return tools.contains(tool);
  }

  @Override
  public Permission ask(Question question) {
    questions.add(question);
    return answers.removeFirst();
  }

  @Override
  public @Nullable String askPerson(PersonQuestion question) {
    asked.add(question);
    onAsk.accept(question);
    return told.poll();
  }

  @Override
  public void withdraw(String call) {
    withdrawn.add(call);
  }
}
