package manyhands.desktop.rfb;

import manyhands.desktop.Size;

/// Encodes pictures (`0xRRGGBB`, row by row) as JPEG. Safe for many threads.
interface JpegWriter extends AutoCloseable {

  /// Small print stays readable and the picture at about a fifth of its PNG.
  int QUALITY = 80;

  byte[] encode(int[] pixels, Size size);

  @Override
  void close();

  /// libjpeg-turbo where it is installed, otherwise the JDK's own, which takes ten times as long.
  static JpegWriter best() {
    return TurboJpeg.load().<JpegWriter>map(TurboJpegWriter::new).orElseGet(PlainJpegWriter::new);
  }
}
