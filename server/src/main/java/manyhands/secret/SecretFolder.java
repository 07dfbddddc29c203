package manyhands.secret;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import manyhands.secret.SecretException.Code;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// One encrypted file for each session in a [SealedFolder].
public final class SecretFolder implements SecretStore {

  private static final Logger LOG = LoggerFactory.getLogger(SecretFolder.class);

  private static final String ENDING = ".secrets";
  private static final TypeReference<Map<String, GivenSecret>> FORM = new TypeReference<>() {};

  private final Path folder;
  private final SealedFolder files;

  private SecretFolder(Path folder, SealedFolder files) {
    this.folder = folder;
    this.files = files;
  }

  /// `random` fills bytes with what nobody can guess. Nothing is written before the first secret.
  public static SecretFolder in(Path folder, Consumer<byte[]> random) {
    return new SecretFolder(folder, new SealedFolder(folder, ENDING, random));
  }

  @Override
  public void keep(String session, Secrets secrets) {
    try {
      files.keep(session, JsonMapper.shared().writeValueAsBytes(secrets.given()));
    } catch (IOException | GeneralSecurityException e) {
      throw new SecretException(
          Code.CANNOT_STORE,
          "the secrets cannot be kept in %s (%s): make it writable and see that there is space"
              .formatted(folder, e.getClass().getSimpleName()));
    }
  }

  @Override
  public Secrets of(String session) {
    if (!files.has(session)) {
      return Secrets.NONE;
    }
    try {
      return Secrets.of(JsonMapper.shared().readValue(files.read(session), FORM));
    } catch (IOException | GeneralSecurityException | JacksonException | SecretException e) {
      // Not a word of the cause: it may quote what was read.
      LOG.error(
          "the secrets of {} cannot be read ({}): it goes on without them",
          session,
          e.getClass().getSimpleName());
      return Secrets.NONE;
    }
  }

  @Override
  public void forget(String session) {
    try {
      files.forget(session);
    } catch (IOException e) {
      LOG.warn("the secrets of {} cannot be deleted: {}", session, e.getClass().getSimpleName());
    }
  }

  @Override
  public List<String> sessions() {
    try {
      return files.names();
    } catch (IOException e) {
      LOG.warn("{} cannot be listed: {}", folder, e.getClass().getSimpleName());
      return List.of();
    }
  }
}
