package manyhands.api;

import io.javalin.http.Context;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import manyhands.session.Sessions;
import manyhands.session.Upload;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A request for a session: JSON, or a form with that JSON in its part `session` and a file in each
/// of its parts `files`. What was put aside for it is gone when it is closed.
record SessionForm(Fields session, List<Upload> files, Collection<Part> parts)
    implements AutoCloseable {

  private static final String FORM = "multipart/form-data";

  /// The JSON, and what stands between the parts.
  private static final long MOST_BYTES = Sessions.MAX_FILE_BYTES + 2L * Json.MAX_BODY_BYTES;

  /// A part larger than this waits on the disk. The JSON never does: it may hold secrets.
  private static final int IN_MEMORY = Json.MAX_BODY_BYTES;

  static boolean isForm(@Nullable String contentType) {
    return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith(FORM);
  }

  static SessionForm read(Context request) {
    if (!isForm(request.contentType())) {
      return new SessionForm(Json.object(request), List.of(), List.of());
    }
    Collection<Part> parts = parts(request);
    try {
      return read(parts);
    } catch (RuntimeException e) {
      delete(parts);
      throw e;
    }
  }

  private static Collection<Part> parts(Context request) {
    if (request.req().getContentLengthLong() > MOST_BYTES) {
      throw tooLarge();
    }
    request
        .req()
        .setAttribute(
            ServletContextRequest.MULTIPART_CONFIG_ELEMENT,
            new MultipartConfigElement("", MOST_BYTES, MOST_BYTES, IN_MEMORY));
    try {
      return request.req().getParts();
    } catch (IllegalStateException e) {
      throw tooLarge();
    } catch (IOException | ServletException | RuntimeException e) {
      throw saysTooMuch(e)
          ? tooLarge()
          : new Refusal(
              Refusal.Code.BAD_REQUEST, "The form cannot be read: send multipart/form-data.");
    }
  }

  private static boolean saysTooMuch(@Nullable Throwable e) {
    return e != null
        && (e instanceof IllegalStateException
            || String.valueOf(e.getMessage()).contains("exceeded")
            || saysTooMuch(e.getCause()));
  }

  private static SessionForm read(Collection<Part> parts) {
    Fields session = null;
    List<Upload> files = new ArrayList<>();
    for (Part part : parts) {
      if (part.getName().equals("files")) {
        String name = part.getSubmittedFileName();
        files.add(new Upload(name == null ? "" : name, part::getInputStream));
      } else if (part.getName().equals("session") && session == null) {
        session = json(part);
      } else {
        throw Refusal.badField("session", "is there once in the form, beside parts \"files\".");
      }
    }
    if (session == null) {
      throw Refusal.badField("session", "is missing in the form: its part with the JSON.");
    }
    return new SessionForm(session, List.copyOf(files), parts);
  }

  private static Fields json(Part part) {
    if (part.getSize() > Json.MAX_BODY_BYTES) {
      throw Refusal.badField("session", "is longer than " + Json.MAX_BODY_BYTES + " bytes.");
    }
    try (InputStream in = part.getInputStream()) {
      JsonNode json = Json.MAPPER.readTree(in);
      if (json instanceof ObjectNode object) {
        return new Fields(object, "");
      }
    } catch (IOException | JacksonException e) {
      throw Refusal.badField("session", "is not valid JSON.");
    }
    throw Refusal.badField("session", "must be a JSON object.");
  }

  private static Refusal tooLarge() {
    return new Refusal(
        Refusal.Code.TOO_LARGE,
        "The files are larger than %d MiB together: give fewer, or smaller ones."
            .formatted(Sessions.MAX_FILE_BYTES >> 20));
  }

  private static void delete(Collection<Part> parts) {
    for (Part part : parts) {
      try {
        part.delete();
      } catch (IOException e) {
        System.getLogger(SessionForm.class.getName())
            .log(System.Logger.Level.DEBUG, "an uploaded file stays for now", e);
      }
    }
  }

  @Override
  public void close() {
    delete(parts);
  }
}
