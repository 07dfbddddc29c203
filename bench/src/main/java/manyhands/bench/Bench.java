package manyhands.bench;

import java.util.List;

/// One thing that is measured.
interface Bench {

  /// The word on the command line.
  String name();

  /// What is measured, from where to where, in one sentence.
  String what();

  List<Row> run(Lab lab) throws Exception;
}
