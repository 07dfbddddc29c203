package manyhands.secret;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Where the secrets of sessions wait, apart from everything that is kept of them for good. Safe
/// for use by many threads.
public interface SecretStore {

  /// Durable when it returns. Fails with `CANNOT_STORE`.
  void keep(String session, Secrets secrets);

  /// Those of a session; none when they are not kept any more, or cannot be read.
  Secrets of(String session);

  /// Does nothing when there is none.
  void forget(String session);

  /// The sessions that have some.
  List<String> sessions();

  /// One that ends with the process.
  static SecretStore inMemory() {
    Map<String, Secrets> all = new ConcurrentHashMap<>();
    return new SecretStore() {
      @Override
      public void keep(String session, Secrets secrets) {
        all.put(session, secrets);
      }

      @Override
      public Secrets of(String session) {
        return all.getOrDefault(session, Secrets.NONE);
      }

      @Override
      public void forget(String session) {
        all.remove(session);
      }

      @Override
      public List<String> sessions() {
        return List.copyOf(all.keySet());
      }
    };
  }
}
