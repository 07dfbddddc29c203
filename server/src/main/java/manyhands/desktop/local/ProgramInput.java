package manyhands.desktop.local;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;

/// What a program is told, written by a thread of its own for the reason that [ProgramOutput] has:
/// a program that does not read blocks who writes. Every write reaches the pipe at once. Safe for
/// use by many threads.
final class ProgramInput extends OutputStream {
  private final OutputStream to;
  private final ThreadFactory threads;
  private final ReentrantLock turn = new ReentrantLock(true);

  /// `threads` must not be virtual ones.
  ProgramInput(OutputStream to, ThreadFactory threads) {
    this.to = to;
    this.threads = threads;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
    CompletableFuture<Void> written = new CompletableFuture<>();
    try {
      turn.lockInterruptibly();
      try {
        threads.newThread(() -> write(copy, written)).start();
        var _ = written.get();
      } finally {
        turn.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a program did not read its input");
    } catch (ExecutionException e) {
      throw new IOException("a program takes no input: " + e.getCause(), e);
    }
  }

  private void write(byte[] bytes, CompletableFuture<Void> written) {
    try {
      to.write(bytes);
      to.flush();
      written.complete(null);
    } catch (IOException | RuntimeException e) {
      written.completeExceptionally(e);
    }
  }

  @Override
  public void close() throws IOException {
    to.close();
  }
}
