package manyhands.session;

import java.util.List;
import manyhands.event.AgentId;

/// What people call the agents: short names that begin with different letters as far as these
/// reach.
final class AgentNames {

  private static final List<String> NAMES =
      List.of(
          ("Ada Bo Cy Di Eve Finn Gus Hal Ida Jo Kit Lea Max Nia Otto Pia Quin Roy Sue Tom Uma Vic"
                  + " Wes Xan Yara Zoe Abe Bea Cleo Dan Elsa Flo Gil Hugo Ivy Jan Kai Lou Mia Ned"
                  + " Oda Paul Queenie Rex Sam Tess Udo Vera Will Xenia Yan Zack Amy Ben Cora Dora"
                  + " Ed Faye Gwen Hope Ian Jude Kim Leo")
              .split(" "));

  static final int COUNT = NAMES.size();

  private AgentNames() {}

  /// The id of an agent by its number, from 1.
  static AgentId id(int number) {
    return new AgentId("a" + number);
  }

  /// The name of an agent by its number, from 1 to [#COUNT].
  static String name(int number) {
    return NAMES.get(number - 1);
  }
}
