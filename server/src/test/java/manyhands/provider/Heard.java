package manyhands.provider;

import java.util.List;
import java.util.Set;

/// What a request says, whatever its provider's shapes: the first words, the names of the tools
/// that are functions, and for each turn of the model the words that came back.
record Heard(String opening, Set<String> tools, List<String> results) {}
