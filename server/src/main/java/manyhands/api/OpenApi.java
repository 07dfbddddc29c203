package manyhands.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// Describes the route table as OpenAPI 3.1.
final class OpenApi {
  private static final Pattern PARAMETER = Pattern.compile("[{<](\\w+)[}>]");

  private OpenApi() {}

  static ObjectNode describe(List<Route> routes, String version) {
    Schemas schemas = new Schemas();
    ObjectNode root = Json.MAPPER.createObjectNode();
    root.put("openapi", "3.1.0");
    root.putObject("info").put("title", "Manyhands").put("version", version);
    ObjectNode paths = root.putObject("paths");
    for (Route route : routes) {
      ObjectNode path = paths.withObjectProperty(route.path().replace('<', '{').replace('>', '}'));
      operation(path.putObject(route.method().name().toLowerCase(Locale.ROOT)), route, schemas);
    }
    ObjectNode components = root.putObject("components");
    components.set("schemas", schemas.all());
    components
        .putObject("securitySchemes")
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer");
    root.putArray("security").addObject().putArray("token");
    return root;
  }

  private static void operation(ObjectNode operation, Route route, Schemas schemas) {
    operation.put("summary", route.words());
    if (Door.OPEN_PATHS.contains(route.path())) {
      operation.putArray("security");
    }
    parameters(operation, route);
    if (route.body() != null) {
      ObjectNode content = content("application/json", schemas.of(route.body()));
      if (route.path().equals(SessionRoutes.ALL)) {
        content.setAll(content("multipart/form-data", form(schemas.of(route.body()))));
      }
      operation.putObject("requestBody").put("required", true).set("content", content);
    }
    ObjectNode responses = operation.putObject("responses");
    ObjectNode answer = responses.putObject(String.valueOf(route.status()));
    answer.put("description", route.status() == 204 ? "Done." : "The answer.");
    if (!route.answer().mediaType().isEmpty()) {
      answer.set("content", content(route.answer().mediaType(), schema(route.answer(), schemas)));
    }
    responses
        .putObject("default")
        .put("description", "Refused or failed.")
        .set("content", content(Problem.MEDIA_TYPE, schemas.of(Problem.class)));
  }

  private static ObjectNode form(ObjectNode session) {
    ObjectNode form = Schemas.type("object");
    ObjectNode properties = form.putObject("properties");
    properties.set("session", session);
    ObjectNode file = Schemas.type("string").put("format", "binary");
    properties.set(
        "files", Schemas.listOf(file).put("maxItems", manyhands.session.Sessions.MAX_FILES));
    form.putArray("required").add("session");
    return form;
  }

  private static void parameters(ObjectNode operation, Route route) {
    var list = operation.putArray("parameters");
    PARAMETER
        .matcher(route.path())
        .results()
        .forEach(match ->
            list.addObject()
                .put("name", match.group(1))
                .put("in", "path")
                .put("required", true)
                .set("schema", Schemas.type("string")));
    for (Route.Query query : route.query()) {
      list.addObject()
          .put("name", query.name())
          .put("in", "query")
          .put("description", query.words())
          .set("schema", Schemas.type("string"));
    }
  }

  private static ObjectNode schema(Route.Answer answer, Schemas schemas) {
    if (answer.type() == null) {
      return Json.MAPPER.createObjectNode();
    }
    ObjectNode one = schemas.of(answer.type());
    if (!answer.list()) {
      return one;
    }
    ObjectNode page = Schemas.type("object");
    ObjectNode properties = page.putObject("properties");
    properties.set("items", Schemas.listOf(one));
    properties.set(
        "next", Json.MAPPER.valueToTree(Map.of("description", "Asks for the next page.")));
    return page;
  }

  private static ObjectNode content(String mediaType, ObjectNode schema) {
    ObjectNode content = Json.MAPPER.createObjectNode();
    content.putObject(mediaType).set("schema", schema);
    return content;
  }
}
