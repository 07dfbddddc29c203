package manyhands;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The rules of the house that are about the shape of code, read with the JDK's own compiler.
final class CodeShapeTest {
  private static final int LINES_PER_METHOD = 70;
  private static final int CONSTRUCTOR_PARAMETERS = 6;
  private static final int RECORD_COMPONENTS = 8;

  private static final List<String> LONG_METHODS = new ArrayList<>();
  private static final List<String> WIDE_CONSTRUCTORS = new ArrayList<>();
  private static final List<String> SWITCHES_WITH_DEFAULT = new ArrayList<>();

  @BeforeAll
  static void readAllMainCode() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Path main = Tree.ROOT.resolve("server/src/main/java");
    List<Path> sources =
        Tree.files(".java").stream().filter(file -> file.startsWith(main)).toList();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  ignored -> {},
                  List.of("-proc:none", "-classpath", System.getProperty("java.class.path")),
                  null,
                  files.getJavaFileObjectsFromPaths(sources));
      Iterable<? extends CompilationUnitTree> units = task.parse();
      task.analyze();
      for (CompilationUnitTree unit : units) {
        new Reader(Trees.instance(task), unit).scan(unit, null);
      }
    }
  }

  @Test
  void noMethodIsLongerThanItsLimit() {
    assertThat(LONG_METHODS).isEmpty();
  }

  @Test
  void constructorsTakeFewThings() {
    assertThat(WIDE_CONSTRUCTORS).isEmpty();
  }

  @Test
  void switchesOverOurSealedTypesAndEnumsAreExhaustiveWithoutDefault() {
    assertThat(SWITCHES_WITH_DEFAULT).isEmpty();
  }

  /// Walks one file.
  private static final class Reader extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final Trees trees;
    private final CompilationUnitTree unit;

    Reader(Trees trees, CompilationUnitTree unit) {
      this.trees = trees;
      this.unit = unit;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
      var positions = trees.getSourcePositions();
      long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, method));
      long last =
          unit.getLineMap().getLineNumber(Math.max(0, positions.getEndPosition(unit, method)));
      if (last - first + 1 > LINES_PER_METHOD) {
        LONG_METHODS.add(where(first) + " " + method.getName() + ": " + (last - first + 1));
      }
      ClassTree owner = (ClassTree) getCurrentPath().getParentPath().getLeaf();
      boolean isRecord = owner.getKind() == Kind.RECORD;
      // Pages that name what stands on the wire, where it is flat.
      String file = unit.getSourceFile().getName();
      boolean isWire =
          file.endsWith("/event/Event.java")
              || file.endsWith("/session/SessionView.java")
              || file.endsWith("/session/SessionRequest.java")
              || file.endsWith("/session/TaskView.java");
      int limit = isRecord ? RECORD_COMPONENTS : CONSTRUCTOR_PARAMETERS;
      if (method.getName().contentEquals("<init>")
          && !isWire
          && method.getParameters().size() > limit) {
        WIDE_CONSTRUCTORS.add(where(first) + " takes " + method.getParameters().size());
      }
      return super.visitMethod(method, null);
    }

    @Override
    public @Nullable Void visitSwitch(SwitchTree tree, @Nullable Void nothing) {
      check(tree.getExpression(), tree.getCases());
      return super.visitSwitch(tree, null);
    }

    @Override
    public @Nullable Void visitSwitchExpression(SwitchExpressionTree tree, @Nullable Void nothing) {
      check(tree.getExpression(), tree.getCases());
      return super.visitSwitchExpression(tree, null);
    }

    private void check(ExpressionTree selector, List<? extends CaseTree> cases) {
      boolean hasDefault =
          cases.stream()
              .flatMap(each -> each.getLabels().stream())
              .anyMatch(DefaultCaseLabelTree.class::isInstance);
      var type = trees.getTypeMirror(new TreePath(getCurrentPath(), selector));
      if (hasDefault
          && type instanceof DeclaredType declared
          && declared.asElement() instanceof TypeElement element
          && element.getQualifiedName().toString().startsWith("manyhands.")
          && (element.getKind() == ElementKind.ENUM
              || element.getModifiers().contains(Modifier.SEALED))) {
        long position = trees.getSourcePositions().getStartPosition(unit, selector);
        SWITCHES_WITH_DEFAULT.add(where(unit.getLineMap().getLineNumber(position)));
      }
    }

    private String where(long line) {
      return Tree.name(Path.of(unit.getSourceFile().toUri())) + ":" + line;
    }
  }
}
