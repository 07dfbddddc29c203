package manyhands.model;

import java.util.List;

/// One turn of a conversation.
public record Message(Role role, List<Part> parts) {

  /// Who speaks; tool results are the user's.
  public enum Role {
    USER,
    ASSISTANT
  }
}
