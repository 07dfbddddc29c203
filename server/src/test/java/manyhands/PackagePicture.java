package manyhands;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The `packages` block of ARCHITECTURE.md: which package may use which, from top to bottom.
record PackagePicture(Map<String, Set<String>> rows) {
  private static final String EVERYTHING = "everything";

  static PackagePicture read() {
    String page = Tree.text(Tree.ROOT.resolve("ARCHITECTURE.md"));
    int start = page.indexOf("```packages\n");
    if (start < 0) {
      throw new IllegalStateException("ARCHITECTURE.md has no ```packages block");
    }
    int from = page.indexOf('\n', start) + 1;
    Map<String, Set<String>> rows = new LinkedHashMap<>();
    for (String line : page.substring(from, page.indexOf("```", from)).lines().toList()) {
      String[] sides = line.split("->", -1);
      if (sides.length != 2 || sides[0].isBlank()) {
        throw new IllegalStateException("not a row of the packages block: " + line);
      }
      for (String name : sides[0].split(",", -1)) {
        rows.put(name.strip(), targets(sides[1]));
      }
    }
    return new PackagePicture(rows);
  }

  List<String> packages() {
    return new ArrayList<>(rows.keySet());
  }

  /// The packages that one may use by name; empty for one that may use everything.
  Set<String> arrows(String from) {
    Set<String> named = new TreeSet<>(rows.getOrDefault(from, Set.of()));
    named.remove(EVERYTHING);
    return named;
  }

  boolean allows(String from, String to) {
    Set<String> row = rows.getOrDefault(from, Set.of());
    return from.equals(to) || row.contains(to) || row.contains(EVERYTHING);
  }

  private static Set<String> targets(String right) {
    Set<String> names = new TreeSet<>();
    for (String name : right.split(",", -1)) {
      if (!name.isBlank()) {
        names.add(name.strip());
      }
    }
    return names;
  }
}
