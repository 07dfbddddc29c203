package manyhands.desktop.rfb;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.ByteOrder;
import java.util.Optional;

/// The few functions of libjpeg-turbo's TurboJPEG interface (version 2, as in Debian's
/// `libturbojpeg0`) that turn packed pixels into a JPEG. A handle is for one thread at a time.
@SuppressWarnings("restricted") // Calling native code is what this class is for.
final class TurboJpeg {

  private static final String LIBRARY = "libturbojpeg.so.0";

  /// Blue, green, red, nothing: how `0xRRGGBB` lies in memory on a little-endian machine.
  private static final int BGRX = 3;

  /// Xxx, red, green, blue: the same on a big-endian one.
  private static final int XRGB = 5;

  private static final int PIXELS =
      ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? BGRX : XRGB;

  /// A colour for every pixel: coloured print on screens is a pixel wide.
  private static final int SUBSAMPLING_444 = 0;

  /// The buffer is large enough for any picture of its size: the library must not replace it.
  private static final int NO_REALLOC = 1024;

  private final MethodHandle init;
  private final MethodHandle compress;
  private final MethodHandle bound;
  private final MethodHandle destroy;
  private final MethodHandle errorText;

  private TurboJpeg(SymbolLookup library) {
    init = function(library, "tjInitCompress", FunctionDescriptor.of(ADDRESS));
    compress =
        function(
            library,
            "tjCompress2",
            FunctionDescriptor.of(
                JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS,
                ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT));
    bound =
        function(
            library, "tjBufSize", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT));
    destroy = function(library, "tjDestroy", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    errorText = function(library, "tjGetErrorStr2", FunctionDescriptor.of(ADDRESS, ADDRESS));
  }

  /// Empty where the library is not installed.
  static Optional<TurboJpeg> load() {
    try {
      return Optional.of(new TurboJpeg(SymbolLookup.libraryLookup(LIBRARY, Arena.global())));
    } catch (IllegalArgumentException notInstalled) {
      return Optional.empty();
    }
  }

  MemorySegment start() {
    return call(() -> (MemorySegment) init.invokeExact());
  }

  /// Bytes that are enough for any picture of that size.
  long bound(int width, int height) {
    return call(() -> (long) bound.invokeExact(width, height, SUBSAMPLING_444));
  }

  /// `buffer` holds the address of the output, `length` its size and afterwards the picture's.
  void compress(
      MemorySegment handle,
      MemorySegment pixels,
      int width,
      int height,
      MemorySegment buffer,
      MemorySegment length) {
    int status =
        call(() ->
            (int)
                compress.invokeExact(
                    handle,
                    pixels,
                    width,
                    width * Integer.BYTES,
                    height,
                    PIXELS,
                    buffer,
                    length,
                    SUBSAMPLING_444,
                    JpegWriter.QUALITY,
                    NO_REALLOC));
    if (status != 0) {
      throw new IllegalStateException("no JPEG could be made: " + error(handle));
    }
  }

  void end(MemorySegment handle) {
    call(() -> (int) destroy.invokeExact(handle));
  }

  private String error(MemorySegment handle) {
    MemorySegment text = call(() -> (MemorySegment) errorText.invokeExact(handle));
    return text.reinterpret(200).getString(0);
  }

  private static MethodHandle function(
      SymbolLookup library, String name, FunctionDescriptor descriptor) {
    return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), descriptor);
  }

  private static <T> T call(Downcall<T> downcall) {
    try {
      return downcall.call();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable impossible) {
      throw new IllegalStateException("a native function cannot throw", impossible);
    }
  }

  private interface Downcall<T> {
    T call() throws Throwable;
  }
}
