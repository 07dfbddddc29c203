package manyhands.replay;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Writes a page: markup is ours, everything else goes through [Html]. Fails with an
/// `UncheckedIOException`.
final class Page {

  private final OutputStream out;

  Page(OutputStream out) {
    this.out = out;
  }

  /// Markup of ours, without any text of strangers.
  Page raw(String markup) {
    try {
      out.write(markup.getBytes(StandardCharsets.UTF_8));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Page text(String text) {
    return raw(Html.text(text));
  }

  /// An element around a text; `tag` may carry classes: `p.result.bad`.
  Page element(String tag, String text) {
    int dot = tag.indexOf('.');
    String name = dot < 0 ? tag : tag.substring(0, dot);
    String open =
        dot < 0 ? name : name + " class=\"" + tag.substring(dot + 1).replace('.', ' ') + "\"";
    return raw("<" + open + ">").text(text).raw("</" + name + ">\n");
  }
}
