package org.leukokit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Every public element has a comment. That what comments say of links, parameters and HTML is
 * right, the compiler holds ({@code -Xdoclint:all,-missing}); a comment need not have a tag for
 * each parameter where a sentence says all.
 */
class DocumentedTest {
  private final Set<String> silent = new TreeSet<>();
  private int seen;

  @Test
  void everyPublicElementHasAComment() throws Exception {
    List<Path> sources;
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      sources = files.filter(f -> f.toString().endsWith(".java")).toList();
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  d -> {},
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(sources));
      DocTrees docs = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        new Scanner(docs, unit).scan(unit, null);
      }
    }
    assertTrue(seen > 1000, "only " + seen + " public elements were found");
    assertEquals(Set.of(), silent);
  }

  private final class Scanner extends TreePathScanner<Void, Void> {
    private final DocTrees docs;
    private final CompilationUnitTree unit;

    Scanner(DocTrees docs, CompilationUnitTree unit) {
      this.docs = docs;
      this.unit = unit;
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      if (!isPublic(type.getModifiers())) {
        return null;
      }
      require(type.getSimpleName().toString());
      return super.visitClass(type, nothing);
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      boolean told =
          method.getModifiers().getAnnotations().stream()
              .anyMatch(a -> a.getAnnotationType().toString().equals("Override"));
      boolean constructor = method.getReturnType() == null;
      // What a compiler adds has no place in the source.
      if (isPublic(method.getModifiers()) && !told && !(constructor && isRecord())) {
        require(method.getName().toString());
      }
      return null;
    }

    @Override
    public Void visitVariable(VariableTree field, Void nothing) {
      if (!(getCurrentPath().getParentPath().getLeaf() instanceof ClassTree)) {
        return null;
      }
      boolean component = isRecord() && !field.getModifiers().getFlags().contains(Modifier.STATIC);
      if (isPublic(field.getModifiers()) && !component) {
        require(field.getName().toString());
      }
      return null;
    }

    private ClassTree around() {
      return (ClassTree) getCurrentPath().getParentPath().getLeaf();
    }

    private boolean isRecord() {
      return around().getKind() == Tree.Kind.RECORD;
    }

    /** Public, or a member of an interface, which is. */
    private boolean isPublic(ModifiersTree modifiers) {
      TreePath parent = getCurrentPath().getParentPath();
      boolean member =
          parent.getLeaf().getKind() == Tree.Kind.INTERFACE
              && !modifiers.getFlags().contains(Modifier.PRIVATE);
      return member || modifiers.getFlags().contains(Modifier.PUBLIC);
    }

    private void require(String name) {
      seen++;
      String comment = docs.getDocComment(getCurrentPath());
      if (comment == null || comment.isBlank()) {
        silent.add(unit.getSourceFile().getName() + ": " + name);
      }
    }
  }
}
