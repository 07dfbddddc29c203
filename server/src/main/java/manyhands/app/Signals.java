package manyhands.app;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/// Hears the signals that ask a program to end. Through reflection, because the JDK offers its
/// class for this without supporting it: where it is missing, signals keep their usual effect.
final class Signals {
  private Signals() {}

  /// Runs something, on a thread of the JVM's, each time one of the signals arrives.
  static void on(Runnable what, String... names) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler call =
          (proxy, method, arguments) -> {
            if (method.getName().equals("handle")) {
              what.run();
            }
            return null;
          };
      Object hears =
          Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler}, call);
      for (String name : names) {
        Object which = signal.getConstructor(String.class).newInstance(name);
        signal.getMethod("handle", signal, handler).invoke(null, which, hears);
      }
    } catch (ReflectiveOperationException e) {
      System.getLogger(Signals.class.getName())
          .log(System.Logger.Level.INFO, "signals cannot be heard", e);
    }
  }
}
