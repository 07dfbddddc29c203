package manyhands.desktop;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Which desktops of a pool are kept ready for whoever comes next, and how many are still wanted.
/// What was handed out once never comes back: somebody has used it.
final class WarmStock {

  /// A machine that cannot boot now will not a moment later either.
  private static final Duration RETRY = Duration.ofSeconds(30);

  private final int most;
  private final Map<DesktopId, DesktopSpec> ready = new LinkedHashMap<>();
  private final Set<DesktopId> coming = new HashSet<>();
  private @Nullable DesktopSpec like;
  private @Nullable Long failedAt;

  WarmStock(int most) {
    this.most = most;
  }

  /// From now on desktops like that are kept.
  synchronized void keep(DesktopSpec wanted) {
    like = wanted;
  }

  /// The next one to boot; empty when there are enough, or the last one has just failed.
  synchronized Optional<DesktopSpec> next(Supplier<DesktopId> ids) {
    boolean enough = ready.size() + coming.size() >= most;
    boolean failing = failedAt != null && System.nanoTime() - failedAt < RETRY.toNanos();
    if (like == null || enough || failing) {
      return Optional.empty();
    }
    DesktopSpec spec = like.named(ids.get());
    coming.add(spec.id());
    return Optional.of(spec);
  }

  synchronized void arrived(DesktopSpec spec) {
    if (coming.remove(spec.id())) {
      failedAt = null;
      ready.put(spec.id(), spec);
    }
  }

  synchronized void failed(DesktopSpec spec) {
    coming.remove(spec.id());
    failedAt = System.nanoTime();
  }

  /// One as wanted, from now on its asker's.
  synchronized Optional<DesktopId> take(DesktopSpec wanted) {
    Optional<DesktopId> found =
        ready.entrySet().stream()
            .filter(one -> one.getValue().isLike(wanted))
            .map(Map.Entry::getKey)
            .findFirst();
    found.ifPresent(ready::remove);
    return found;
  }

  /// One whose place is needed more than itself.
  synchronized Optional<DesktopId> takeAny() {
    Optional<DesktopId> found = ready.keySet().stream().findFirst();
    found.ifPresent(ready::remove);
    return found;
  }

  /// Tries again when the last failure is old enough.
  void afterAWhile(Runnable again) {
    try {
      Thread.sleep(RETRY);
      again.run();
    } catch (InterruptedException _) {
      // Nobody wants it any more.
    }
  }

  synchronized void remove(DesktopId id) {
    ready.remove(id);
  }

  /// Those that wait now.
  synchronized List<DesktopId> waiting() {
    return List.copyOf(ready.keySet());
  }
}
