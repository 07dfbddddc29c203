package manyhands.app;

import java.util.concurrent.ThreadFactory;

/// Threads of the operating system's for those who read and write pipes of programs: that blocks
/// the carrier of a virtual thread, and there are at most 256.
final class Readers {
  private Readers() {}

  static ThreadFactory threads() {
    return Thread.ofPlatform().daemon().name("manyhands-pipe-", 0).factory();
  }
}
