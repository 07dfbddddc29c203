package manyhands.model.anthropic;

import com.anthropic.models.beta.messages.BetaCompactionBlockParam;
import manyhands.model.Part;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A summary that the API wrote of everything before it, and wants back where it stood. It is kept
/// as the first thought of its reply: its words are the thought's, the rest is in the signature.
final class ClaudeSummary {

  private static final String MARK = "summary:";
  private static final String SIGNATURE = "signature";
  private static final String ENCRYPTED = "encrypted";

  private ClaudeSummary() {}

  static Part.Thinking of(String words, String signature, String encrypted) {
    ObjectNode rest = JsonMapper.shared().createObjectNode();
    if (!signature.isEmpty()) {
      rest.put(SIGNATURE, signature);
    }
    if (!encrypted.isEmpty()) {
      rest.put(ENCRYPTED, encrypted);
    }
    return new Part.Thinking(words, MARK + rest);
  }

  static boolean is(Part part) {
    return part instanceof Part.Thinking it && it.signature().startsWith(MARK);
  }

  static BetaCompactionBlockParam param(Part.Thinking summary) {
    var rest = JsonMapper.shared().readTree(summary.signature().substring(MARK.length()));
    BetaCompactionBlockParam.Builder block =
        BetaCompactionBlockParam.builder().content(summary.text());
    if (rest.has(SIGNATURE)) {
      block.signature(rest.path(SIGNATURE).stringValue());
    }
    if (rest.has(ENCRYPTED)) {
      block.encryptedContent(rest.path(ENCRYPTED).stringValue());
    }
    return block.build();
  }
}
