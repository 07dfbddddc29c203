package manyhands.desktop.local;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// System calls that Java has no way to say: opening a path inside a root other than ours, so that
/// no link leads out of it (openat2, Linux 5.6). Errors are [IOException]s with the errno.
@SuppressWarnings("restricted")
final class Kernel {
  static final long READ = 0;
  static final long NONBLOCK = 04000;

  /// Only a handle: nothing is opened, so no pipe blocks and no device wakes.
  static final long HANDLE = 010000000;

  /// How links are resolved.
  static final long ANYWHERE = 0;

  static final long NO_LINKS_BELOW = 0x01 | 0x04 | 0x08;
  static final long IN_ROOT = 0x10;

  static final int HERE = -100;

  private static final long CLOSE_ON_EXEC = 02000000;
  private static final long OPENAT2 = 437;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final MemoryLayout STATE = Linker.Option.captureStateLayout();

  private static final MethodHandle SYSCALL =
      call(
          "syscall",
          FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG),
          Linker.Option.firstVariadicArg(1));
  private static final MethodHandle READ_CALL =
      call("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
  private static final MethodHandle CLOSE =
      call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  private Kernel() {}

  /// An open file or folder.
  record Handle(int number) implements AutoCloseable {

    /// The same file for Java's own calls, however its name changed meanwhile.
    Path path() {
      return Path.of("/proc/self/fd/" + number);
    }

    @Override
    public void close() {
      try (Arena arena = Arena.ofConfined()) {
        var _ = (int) CLOSE.invokeExact(arena.allocate(STATE), number);
      } catch (Throwable e) {
        throw new AssertionError(e);
      }
    }
  }

  static Handle open(int folder, String path, long flags, long resolve) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment how = arena.allocate(JAVA_LONG, 3);
      how.setAtIndex(JAVA_LONG, 0, flags | CLOSE_ON_EXEC);
      how.setAtIndex(JAVA_LONG, 1, 0);
      how.setAtIndex(JAVA_LONG, 2, resolve);
      MemorySegment state = arena.allocate(STATE);
      long number =
          (long)
              SYSCALL.invokeExact(state, OPENAT2, folder, text(arena, path), how, how.byteSize());
      return new Handle((int) checked(number, state, path));
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  static int read(Handle file, MemorySegment to) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      long count = (long) READ_CALL.invokeExact(state, file.number, to, to.byteSize());
      return (int) checked(count, state, "file");
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static MemorySegment text(Arena arena, String text) {
    return arena.allocateFrom(text, StandardCharsets.UTF_8);
  }

  private static long checked(long result, MemorySegment state, String what) throws IOException {
    if (result >= 0) {
      return result;
    }
    int errno =
        state.get(JAVA_INT, STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno")));
    throw new IOException("error " + errno + " on " + what);
  }

  private static MethodHandle call(
      String name, FunctionDescriptor types, Linker.Option... options) {
    Linker.Option[] all = java.util.Arrays.copyOf(options, options.length + 1);
    all[options.length] = Linker.Option.captureCallState("errno");
    SymbolLookup symbols = LINKER.defaultLookup();
    return LINKER.downcallHandle(symbols.findOrThrow(name), types, all);
  }
}
